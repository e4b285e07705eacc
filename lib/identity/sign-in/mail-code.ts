import { createHmac, randomInt } from "node:crypto";
import { derivedKey } from "#lib/platform/ids";

/** The rules of a mail code: six digits, ten minutes, five attempts, one use. */
export const CODE_TTL_MS = 10 * 60_000;
export const CODE_ATTEMPTS_MAX = 5;
/** A second request within this time sends nothing more, so that nobody's mailbox can be flooded. */
export const CODE_RESEND_MS = 30_000;

export function newMailCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, "0");
}

/** What is stored of a code: keyed with the app's secret, since a million codes are quickly tried against a plain hash. */
export function hashMailCode(email: string, code: string): string {
  return createHmac("sha256", derivedKey("mail-code")).update(`${email.toLowerCase()}\n${code}`).digest("base64url");
}
