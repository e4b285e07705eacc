import { z } from "zod";
import { env } from "#lib/platform/env";
import { seal, unseal } from "#lib/platform/seal";

/**
 * The browser keeps a sealed challenge, so that mere visits to the sign-in page write nothing. A challenge is valid for one
 * purpose, ten minutes, and one use, because the store remembers the used ones.
 */
export const CHALLENGE_TTL_MS = 10 * 60_000;

export type Challenge = z.infer<typeof challenge>;
const challenge = z.object({
  purpose: z.enum(["register", "sign-in"]),
  challenge: z.string(),
  /** The person who registers; absent at a sign-in. */
  userId: z.string().optional(),
  until: z.number(),
});

/** Seals the challenge for the cookie. */
export function sealChallenge(given: Omit<Challenge, "until">): string {
  return seal(PURPOSE, JSON.stringify({ ...given, until: Date.now() + CHALLENGE_TTL_MS }));
}

/** Opens a sealed challenge; undefined when it was not sealed here, has another purpose, or is too old. */
export function openChallenge(sealed: string | undefined, purpose: Challenge["purpose"]): Challenge | undefined {
  if (!sealed || sealed.length > 1_000) return undefined;
  const text = unseal(PURPOSE, sealed);
  if (text === undefined) return undefined;
  const opened = challenge.parse(JSON.parse(text));
  return opened.purpose === purpose && opened.until > Date.now() ? opened : undefined;
}

/** The relying party of passkeys: the site at APP_URL. Keys created or used for another site are not accepted. */
export function relyingParty(): { name: string; id: string; origin: string } {
  const { hostname, origin } = new URL(env().APP_URL);
  return { name: "Fairseat", id: hostname, origin };
}

/** WebAuthn's user handle: the user id, which reveals nothing about the person. */
export function userHandle(userId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(userId);
}

/** EdDSA, ES256 and RS256 (COSE algorithm numbers). Every current authenticator supports at least one. */
export const ALGORITHMS = [-8, -7, -257];

const PURPOSE = "passkey-challenge";
