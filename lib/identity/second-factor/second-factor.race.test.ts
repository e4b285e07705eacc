/**
 * One code, many connections. Symptom: a code that signs in twice, a sixth guess that is compared, two valid lists of recovery
 * codes. Theory: one guarded write claims the time step or the recovery code, the try is counted before anything is compared,
 * and renewing locks the secret's row. Method: many requests at once on a real database.
 */
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { beginSession } from "../sign-in/open-session.ts";
import { aPersonWithApp } from "../testing/second-factors.ts";
import { hashRecoveryCode, plainRecoveryCode } from "./recovery-code.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";
import { judgeSecondFactor } from "./second-factor.ts";
import { claimRecoveryCode, claimStep } from "./second-factor-store.ts";
import { signInWithSecondFactor } from "./sign-in-with-second-factor.ts";

aDatabase();

const AT_ONCE = 40;
const all = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: AT_ONCE }, work));

test("an app code opens one session, however many requests use it at the same moment", async () => {
  const { userId, nextCode } = await aPersonWithApp();
  const half = await beginSession(userId, "password");
  const pending = half.ok ? undefined : half.pending;
  const code = nextCode();
  const answers = await all(() => signInWithSecondFactor({ pending, code }));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db().session.count({ where: { userId, twoFactorAt: { not: null } } })).toBe(2);
});

test("a time step and a recovery code are each claimed once", async () => {
  const { userId, recoveryCodes } = await aPersonWithApp();
  const step = Math.floor(Date.now() / 30_000) + 5;
  expect((await all(() => claimStep(userId, step))).filter(Boolean)).toHaveLength(1);
  const hash = hashRecoveryCode(userId, plainRecoveryCode(recoveryCodes[0] ?? "") ?? "");
  expect((await all(() => claimRecoveryCode(userId, hash))).filter(Boolean)).toHaveLength(1);
});

test("of forty simultaneous guesses five are compared", async () => {
  const { userId } = await aPersonWithApp();
  const verdicts = await all(async () => (await judgeSecondFactor(userId, "000000")).verdict);
  expect(verdicts.filter((verdict) => verdict === "wrong")).toHaveLength(5);
  expect(verdicts.filter((verdict) => verdict === "too_many")).toHaveLength(AT_ONCE - 5);
});

test("concurrent renewals leave one list", async () => {
  const { userId, session } = await aPersonWithApp();
  const renew = () => renewRecoveryCodes({ userId, sessionToken: session });
  const answers = await Promise.all(Array.from({ length: 8 }, renew));
  const lists = answers.flatMap((answer) => (answer.ok ? [answer.recoveryCodes] : []));
  expect(lists).toHaveLength(8);
  const hashes = new Set((await db().recoveryCode.findMany({ where: { userId } })).map(({ codeHash }) => codeHash));
  expect(hashes.size).toBe(10);
  const living = lists.filter((list) =>
    list.every((code) => hashes.has(hashRecoveryCode(userId, plainRecoveryCode(code) ?? ""))),
  );
  expect(living).toHaveLength(1);
});
