import type { Transaction } from "#lib/platform/db/transaction";
import { unseal } from "#lib/platform/seal";
import { hashRecoveryCode, plainRecoveryCode } from "./recovery-code.ts";
import { claimComparison, claimRecoveryCode, claimStep, findSecret } from "./second-factor-store.ts";
import { stepOfCode } from "./totp.ts";

/** Wrong tries of one person. Three codes are valid at a time, so a guess is right once in 330,000. */
const TRIES = { most: 5, seconds: 300 };

/** The purpose under which the shared secret is sealed. */
export const SECRET_PURPOSE = "two-factor";

/** Whether a person must show an authenticator code or a passkey in addition to the password or mail code. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  return ((await findSecret(userId))?.confirmedAt ?? null) !== null;
}

/** Whether the code, from the app or the recovery codes, proves the second factor. Success uses it up. */
export async function checkSecondFactor(userId: string, code: string): Promise<boolean> {
  return (await judgeSecondFactor(userId, code)).verdict === "right";
}

export type Judged =
  | { verdict: "right"; by: "app" | "recovery_code" }
  | { verdict: "wrong" }
  | { verdict: "too_many"; retryAfterSeconds: number };

/**
 * The same with details: which kind of code it was, and whether it was compared at all. Five wrong codes in five minutes lock,
 * and the owner gets a mail, because the guesser knows the password.
 */
export async function judgeSecondFactor(userId: string, code: string): Promise<Judged> {
  const tried = await claimComparison(userId, TRIES, (tx) => takeCode(tx, userId, code));
  if ("retryAfterSeconds" in tried) return { verdict: "too_many", ...tried };
  return tried.found ? { verdict: "right", by: tried.found } : { verdict: "wrong" };
}

async function takeCode(tx: Transaction, userId: string, typed: string): Promise<"app" | "recovery_code" | undefined> {
  const code = typed.replace(/[\s-]/g, "");
  const known = await findSecret(userId, tx);
  if (!known?.confirmedAt) return undefined;
  const secret = unseal(SECRET_PURPOSE, known.sealedSecret);
  const step = secret === undefined ? undefined : stepOfCode(secret, code);
  if (step !== undefined) return (await claimStep(userId, step, tx)) ? "app" : undefined;
  const plain = plainRecoveryCode(code);
  const isUsed = plain !== undefined && (await claimRecoveryCode(userId, hashRecoveryCode(userId, plain), tx));
  return isUsed ? "recovery_code" : undefined;
}
