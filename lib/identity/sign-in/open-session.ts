import { randomBytes } from "node:crypto";
import { z } from "zod";
import { audit } from "#lib/audit/audit";
import { isKnownBrowser } from "#lib/audit/queries";
import { currentContext } from "#lib/platform/http/request-context";
import { enqueue } from "#lib/platform/jobs/worker";
import { seal, unseal } from "#lib/platform/seal";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { hasSecondFactor } from "../second-factor/second-factor.ts";
import { nameBrowser } from "./browser-name.ts";
import { appendSession } from "./session-store.ts";

/** By what somebody showed who they are. */
export type SignInWay = "password" | "mail_code" | "reset" | "google" | "github" | "passkey";

/** How long the second factor may be looked for. */
export const PENDING_MS = 10 * 60_000;

/**
 * Goes on once the first factor was shown: every way to sign in comes through here. Without a second factor it opens the
 * session; with one it answers `second_factor_needed` and a sealed text for the browser to keep until the second factor
 * is shown, of which `openPendingSignIn` makes the person again.
 */
export async function beginSession(userId: string, how: SignInWay): Promise<OpenedSession | SecondFactorNeeded> {
  if (!(await hasSecondFactor(userId))) return openSession(userId, { how });
  const given: PendingSignIn = { userId, how, until: Date.now() + PENDING_MS };
  const pending = seal(PURPOSE, JSON.stringify(given));
  return { ok: false, refusal: { code: "second_factor_needed" }, pending };
}

/** Who is half-way in, from what `beginSession` sealed; undefined when it is not ours, was changed, or is too old. */
export function openPendingSignIn(sealed: string | undefined): PendingSignIn | undefined {
  if (!sealed || sealed.length > 1_000) return undefined;
  const text = unseal(PURPOSE, sealed);
  const opened = text === undefined ? undefined : pendingSignIn.parse(JSON.parse(text));
  return opened && opened.until > Date.now() ? opened : undefined;
}

/**
 * Opens a session for a person whose identity was proven whole: 256 random bits for the cookie, which ends when the session
 * does at the latest. Address and browser are those of the request's context. The owner is told of a browser not seen before, and
 * orders they bought as a guest join the account.
 */
export async function openSession(
  userId: string,
  { how = "password", twoFactor = false }: { how?: SignInWay; twoFactor?: boolean } = {},
): Promise<OpenedSession> {
  const { address = "", userAgent = "" } = currentContext() ?? {};
  const token = randomBytes(32).toString("base64url");
  const { endsAt } = await appendSession(token, { userId, userAgent, address, isTwoFactor: twoFactor });
  const { browser, system } = nameBrowser(userAgent);
  const named = `${browser} ${system}`;
  const isKnown = await isKnownBrowser(userId, named, address);
  const who = `user:${userId}`;
  const detail = { how, twoFactor, browser: named };
  await audit({ actor: who, action: "session.open", subject: who, outcome: "ok", detail });
  if (!isKnown) await enqueue("send-account-notice", { userId, kind: "new_sign_in" });
  await enqueue("join-guest-orders", { userId });
  return { ok: true, session: { token, expires: endsAt } };
}

const PURPOSE = "pending-sign-in";

const pendingSignIn = z.object({
  userId: z.string(),
  how: z.enum(["password", "mail_code", "reset", "google", "github", "passkey"]),
  until: z.number(),
});
export type PendingSignIn = z.infer<typeof pendingSignIn>;
