import { enqueue } from "#lib/platform/jobs/worker";
import { unseal } from "#lib/platform/seal";
import { hashRecoveryCode, plainRecoveryCode } from "./recovery-code.ts";
import { claimRecoveryCode, claimStep, claimTry, findSecret, forgetTries } from "./second-factor-store.ts";
import { stepOfCode } from "./totp.ts";

/** Tries of one person, right ones forgotten: with three codes good at a time, a guess is right once in 330,000. */
const TRIES = { most: 5, seconds: 300 };

/** What the shared secret is sealed for. */
export const SECRET_PURPOSE = "two-factor";

/** Whether a person must show a code of an authenticator app, or a passkey, besides the password or mail code. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  return ((await findSecret(userId))?.confirmedAt ?? null) !== null;
}

/** Whether the code, from the app or from the list of recovery codes, proves the second factor. It is used up by that. */
export async function checkSecondFactor(userId: string, code: string): Promise<boolean> {
  return (await judgeSecondFactor(userId, code)).verdict === "right";
}

export type Judged =
  | { verdict: "right"; by: "app" | "recovery_code" }
  | { verdict: "wrong" }
  | { verdict: "too_many"; retryAfterSeconds: number };

/**
 * The same, saying which of the two it was, and whether it was compared at all: five wrong ones in five minutes lock, and
 * the owner is told, since whoever guesses here knew the password.
 */
export async function judgeSecondFactor(userId: string, code: string): Promise<Judged> {
  const claimed = await claimTry(userId, TRIES);
  if ("retryAfterSeconds" in claimed) return { verdict: "too_many", ...claimed };
  const by = await takeCode(userId, code);
  if (by) {
    await forgetTries(userId);
    return { verdict: "right", by };
  }
  if (claimed.tryNumber === TRIES.most) await enqueue("send-account-notice", { userId, kind: "locked" });
  return { verdict: "wrong" };
}

async function takeCode(userId: string, typed: string): Promise<"app" | "recovery_code" | undefined> {
  const code = typed.replace(/[\s-]/g, "");
  const known = await findSecret(userId);
  if (!known?.confirmedAt) return undefined;
  const secret = unseal(SECRET_PURPOSE, known.sealedSecret);
  const step = secret === undefined ? undefined : stepOfCode(secret, code);
  if (step !== undefined) return (await claimStep(userId, step)) ? "app" : undefined;
  const plain = plainRecoveryCode(code);
  const isUsed = plain !== undefined && (await claimRecoveryCode(userId, hashRecoveryCode(userId, plain)));
  return isUsed ? "recovery_code" : undefined;
}
