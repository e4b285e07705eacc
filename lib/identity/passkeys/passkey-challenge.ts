import { z } from "zod";
import { env } from "#lib/platform/env";
import { seal, unseal } from "#lib/platform/seal";

/**
 * A challenge leaves with the browser, sealed: nothing is written for strangers who only look at the sign-in page. It
 * is good for one purpose, ten minutes, and, since the store remembers those that were used, one use.
 */
export const CHALLENGE_TTL_MS = 10 * 60_000;

export type Challenge = z.infer<typeof challenge>;
const challenge = z.object({
  purpose: z.enum(["register", "sign-in"]),
  challenge: z.string(),
  /** Whose registration it is; nobody is known yet at a sign-in. */
  userId: z.string().optional(),
  until: z.number(),
});

/** Seals what the authenticator is to sign, for the cookie. */
export function sealChallenge(given: Omit<Challenge, "until">): string {
  return seal(PURPOSE, JSON.stringify({ ...given, until: Date.now() + CHALLENGE_TTL_MS }));
}

/** What was sealed for this purpose, or undefined when it is not ours, for something else, or too old. */
export function openChallenge(sealed: string | undefined, purpose: Challenge["purpose"]): Challenge | undefined {
  if (!sealed || sealed.length > 1_000) return undefined;
  const text = unseal(PURPOSE, sealed);
  if (text === undefined) return undefined;
  const opened = challenge.parse(JSON.parse(text));
  return opened.purpose === purpose && opened.until > Date.now() ? opened : undefined;
}

/** Whom passkeys are made for: the site at APP_URL. A key made elsewhere, or shown elsewhere, opens nothing here. */
export function relyingParty(): { name: string; id: string; origin: string } {
  const { hostname, origin } = new URL(env().APP_URL);
  return { name: "Fairseat", id: hostname, origin };
}

/** How an authenticator knows the person again (WebAuthn's user handle): our id, which says nothing about them. */
export function userHandle(userId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(userId);
}

/** EdDSA, ES256 and RS256 (COSE algorithm numbers): what every authenticator of today can do one of. */
export const ALGORITHMS = [-8, -7, -257];

const PURPOSE = "passkey-challenge";
