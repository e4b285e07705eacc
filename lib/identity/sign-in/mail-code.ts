import { createHmac, randomInt } from "node:crypto";
import { derivedKey } from "#lib/platform/ids";
import type { MailPurpose } from "./mail-code-store.ts";

/** The rules of a mail code: six digits, ten minutes, five attempts, one use. */
export const CODE_TTL_MS = 10 * 60_000;
export const CODE_ATTEMPTS_MAX = 5;
/** A second request within this time sends nothing, so no mailbox can be flooded. */
export const CODE_RESEND_MS = 30_000;

export function newMailCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, "0");
}

/**
 * The stored hash of a code: keyed with the app's secret, because a million codes are quickly tried against a plain hash, and
 * bound to its purpose, because the column of hashes is unique.
 */
export function hashMailCode(what: MailPurpose, code: string): string {
  const subject = what.purpose === "EMAIL_CHANGE" ? `change:${what.userId}:${what.email}` : what.email;
  return createHmac("sha256", derivedKey("mail-code")).update(`${subject.toLowerCase()}\n${code}`).digest("base64url");
}
