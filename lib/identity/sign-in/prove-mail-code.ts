import { timingSafeEqual } from "node:crypto";
import { CODE_ATTEMPTS_MAX, hashMailCode } from "./mail-code.ts";
import { claimMailCode, claimMailCodeAttempt, type MailPurpose } from "./mail-code-store.ts";

/** Checks a mailed code and uses it up. False for a wrong, lapsed or used code, or after too many wrong guesses. */
export async function proveMailCode(what: MailPurpose, code: string): Promise<boolean> {
  const given = hashMailCode(what, code);
  const inFlight = await claimMailCodeAttempt(what, CODE_ATTEMPTS_MAX);
  const matches = inFlight.some(
    (hash) => hash.length === given.length && timingSafeEqual(Buffer.from(hash), Buffer.from(given)),
  );
  return matches && (await claimMailCode(what, given));
}
