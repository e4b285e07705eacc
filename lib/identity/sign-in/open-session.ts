import { randomBytes } from "node:crypto";
import { z } from "zod";
import { audit } from "#lib/audit/audit";
import { isKnownBrowser } from "#lib/audit/queries";
import { currentContext } from "#lib/platform/http/request-context";
import { seal, unseal } from "#lib/platform/seal";
import type { AccountFact } from "../account-fact-store.ts";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { guestKeyOf } from "../identify.ts";
import { hasSecondFactor } from "../second-factor/second-factor.ts";
import { nameBrowser } from "./browser-name.ts";
import { appendSession } from "./session-store.ts";

/** The way a person signed in. */
export type SignInWay = "password" | "mail_code" | "mail_link" | "reset" | "google" | "github" | "passkey";

/** How long the second factor may take after the first. */
export const PENDING_MS = 10 * 60_000;

/**
 * Continues every sign-in after the first factor. Without a second factor it opens the session; with one it answers
 * `second_factor_needed` and a sealed text, which the browser keeps until the second factor is shown and from which
 * `openPendingSignIn` recovers the person.
 */
export async function beginSession(userId: string, how: SignInWay): Promise<OpenedSession | SecondFactorNeeded> {
  if (!(await hasSecondFactor(userId))) return openSession(userId, { how });
  const given: PendingSignIn = { userId, how, until: Date.now() + PENDING_MS };
  const pending = seal(PURPOSE, JSON.stringify(given));
  return { ok: false, refusal: { code: "second_factor_needed" }, pending };
}

/** The person of a pending sign-in, from the text sealed by `beginSession`; undefined when it is invalid or too old. */
export function openPendingSignIn(sealed: string | undefined): PendingSignIn | undefined {
  if (!sealed || sealed.length > 1_000) return undefined;
  const text = unseal(PURPOSE, sealed);
  const opened = text === undefined ? undefined : pendingSignIn.parse(JSON.parse(text));
  return opened && opened.until > Date.now() ? opened : undefined;
}

/**
 * Opens a session for a fully authenticated person: 256 random bits for the cookie, which lapses with the session at the
 * latest. Address, browser and guest cookie come from the request's context. A browser not seen before is reported to the owner
 * by mail, and orders bought as a guest join the account.
 */
export async function openSession(
  userId: string,
  { how = "password", twoFactor = false }: { how?: SignInWay; twoFactor?: boolean } = {},
): Promise<OpenedSession> {
  const { address = "", userAgent = "", cookie = "" } = currentContext() ?? {};
  const token = randomBytes(32).toString("base64url");
  const { browser, system } = nameBrowser(userAgent);
  const named = `${browser} ${system}`;
  const facts: AccountFact[] = [{ type: "account.signed_in", userId, guestKey: guestKeyOf(cookie) }];
  if (!(await isKnownBrowser(userId, named, address))) facts.push({ type: "account.new_sign_in", userId });
  const { endsAt } = await appendSession(token, { userId, userAgent, address, isTwoFactor: twoFactor }, facts);
  const who = `user:${userId}`;
  const detail = { how, twoFactor, browser: named };
  await audit({ actor: who, action: "session.open", subject: who, outcome: "ok", detail });
  return { ok: true, session: { token, expires: endsAt } };
}

const PURPOSE = "pending-sign-in";

const pendingSignIn = z.object({
  userId: z.string(),
  how: z.enum(["password", "mail_code", "mail_link", "reset", "google", "github", "passkey"]),
  until: z.number(),
});
export type PendingSignIn = z.infer<typeof pendingSignIn>;
