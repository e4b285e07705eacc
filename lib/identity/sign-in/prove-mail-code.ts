import { timingSafeEqual } from "node:crypto";
import { CODE_ATTEMPTS_MAX, hashMailCode } from "./mail-code.ts";
import { claimMailCode, claimMailCodeAttempt } from "./mail-code-store.ts";

/**
 * Whether the code is the one that was mailed, and uses it up. `identifier` is the address, or what the code is for and
 * the address (`changeIdentifier`). False for a wrong, lapsed, used or worn-out code.
 */
export async function proveMailCode(identifier: string, code: string): Promise<boolean> {
  const given = hashMailCode(identifier, code);
  const inFlight = await claimMailCodeAttempt(identifier, CODE_ATTEMPTS_MAX);
  const matches = inFlight.some(
    (hash) => hash.length === given.length && timingSafeEqual(Buffer.from(hash), Buffer.from(given)),
  );
  return matches && (await claimMailCode(identifier, given));
}
