import { createHook } from "node:async_hooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { accountFactsOf, aPerson, inMinutes, PASSWORD } from "../testing/people.ts";
import { hashMailCode } from "./mail-code.ts";
import { issueMailCode } from "./mail-code-store.ts";
import { failureSubject, LOCK_MINUTES } from "./sign-in-failure-store.ts";
import { signInWithMailCode } from "./sign-in-with-mail-code.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";

const database = aDatabase();

/** A connection for each guess: in the queue for fewer of them a slow machine lets some wait longer than the five seconds allowed. */
const GUESSES = 50;
let crowd: ReturnType<typeof createClient>;
beforeAll(async () => {
  crowd = createClient(database.url(), GUESSES);
  // Opened before the test, while nothing else works.
  await Promise.all(Array.from({ length: GUESSES }, () => crowd.$queryRaw`SELECT pg_sleep(0.5)::text`));
  forgetSingleton("prisma");
  singleton("prisma", () => crowd);
});
afterAll(() => crowd.$disconnect());

const REFUSED = { ok: false, refusal: { code: "sign_in_failed" } };
let count = 0;
let email = "";
/** The purpose of a code mailed to sign in. */
const signIn = () => ({ purpose: "SIGN_IN", email }) as const;
let userId = "";

beforeEach(async () => {
  count += 1;
  email = `lock-${count}@example.com`;
  userId = await aPerson(email);
});

const guess = (password: string, address = email) => signInWithPassword({ email: address, password });
const guesses = (many: number, address = email) =>
  Promise.all(Array.from({ length: many }, (_, i) => guess(`a wrong guess ${i}`, address)));
const rowOf = (address = email) =>
  db().signInFailure.findUniqueOrThrow({ where: { subject: failureSubject(address) } });
const minutesLocked = async (address = email) =>
  Math.round((((await rowOf(address)).lockedUntil ?? new Date()).getTime() - Date.now()) / 60_000);
const letLockPass = () =>
  db().signInFailure.update({
    where: { subject: failureSubject(email) },
    data: { lockedUntil: new Date(Date.now() - 1_000) },
  });
const outcomes = async (subject: string) => {
  const lines = await db().auditEntry.groupBy({ by: ["outcome"], where: { subject }, _count: true });
  return Object.fromEntries(lines.map(({ outcome, _count }) => [outcome, _count]));
};

/** How many passwords were hashed with Argon2 during the work. */
async function countArgon2(work: () => Promise<unknown>): Promise<number> {
  let runs = 0;
  const hook = createHook({ init: (_, type) => void (/argon2/i.test(type) && runs++) }).enable();
  await work();
  hook.disable();
  return runs;
}

describe("guessing a password", () => {
  test("fifty simultaneous guesses get five tries: the right one among the others is refused", async () => {
    await guesses(GUESSES);
    expect((await rowOf()).failures).toBe(5);
    expect(await outcomes(`user:${userId}`)).toEqual({ failed: 4, locked: GUESSES - 4 });
    expect(await guess(PASSWORD)).toEqual(REFUSED);
    expect(await db().session.count({ where: { userId } })).toBe(0);
  });

  test("five wrong ones within five minutes lock the address, and the right one works again when the lock is over", async () => {
    for (let i = 0; i < 5; i++) await guess(`wrong ${i}`);
    expect(await guess(PASSWORD)).toEqual(REFUSED);
    expect(await minutesLocked()).toBe(1);
    await letLockPass();
    expect((await guess(PASSWORD)).ok).toBe(true);
    expect(await db().signInFailure.count({ where: { subject: failureSubject(email) } })).toBe(0);
  });

  test("four wrong ones and then the right one sign in, and the count restarts", async () => {
    for (let i = 0; i < 4; i++) await guess(`wrong ${i}`);
    expect((await guess(PASSWORD)).ok).toBe(true);
    for (let i = 0; i < 4; i++) await guess(`wrong ${i}`);
    expect((await guess(PASSWORD)).ok).toBe(true);
  });

  test("every further lock is longer, up to an hour, until a day has passed", async () => {
    const seen: number[] = [];
    for (let lock = 0; lock < 5; lock++) {
      await guesses(5);
      seen.push(await minutesLocked());
      await letLockPass();
    }
    expect(seen).toEqual([...LOCK_MINUTES, 60]);
    await db().signInFailure.updateMany({ data: { since: inMinutes(-25 * 60) } });
    await guesses(5);
    expect(await minutesLocked()).toBe(1);
  });

  test("wrong ones more than five minutes apart lock nothing", async () => {
    for (let i = 0; i < 4; i++) await guess(`wrong ${i}`);
    await db().signInFailure.update({ where: { subject: failureSubject(email) }, data: { since: inMinutes(-6) } });
    for (let i = 0; i < 4; i++) await guess(`wrong ${i}`);
    expect((await rowOf()).lockedUntil).toBeNull();
  });

  test("an address without an account locks the same way, and the table reveals no address", async () => {
    const unknown = `nobody-${count}@example.com`;
    await guesses(6, unknown);
    expect([(await rowOf(unknown)).failures, await minutesLocked(unknown)]).toEqual([5, 1]);
    expect(JSON.stringify(await db().signInFailure.findMany())).not.toContain("example.com");
    await guesses(6, email.toUpperCase());
    expect(await guess(PASSWORD)).toEqual(REFUSED);
  });

  test("one person's failures do not lock another", async () => {
    const other = `other-${count}@example.com`;
    await aPerson(other);
    await guesses(6);
    expect((await guess(PASSWORD, other)).ok).toBe(true);
  });
});

describe("the cost and answer of an attempt", () => {
  test("are the same for a wrong password, an unknown mail, a lock and a disabled person: one hash, one answer", async () => {
    const disabled = `disabled-${count}@example.com`;
    await aPerson(disabled);
    await db().user.update({ where: { email: disabled }, data: { disabledAt: new Date() } });
    const locked = `locked-${count}@example.com`;
    await aPerson(locked);
    await guesses(5, locked);
    const tries = [
      () => guess("wrong"),
      () => guess(PASSWORD, `unknown-${count}@example.com`),
      () => guess(PASSWORD, locked),
      () => guess(PASSWORD, disabled),
    ];
    for (const attempt of tries) {
      let answer: unknown;
      expect(
        await countArgon2(async () => {
          answer = await attempt();
        }),
      ).toBe(1);
      expect(answer).toEqual(REFUSED);
    }
  });

  test("an unknown mail writes the same rows as a known one, even when it locks", async () => {
    const unknown = `ghost-${count}@example.com`;
    await guesses(5);
    await guesses(5, unknown);
    expect(await outcomes(`mail:${failureSubject(unknown).slice(0, 16)}`)).toEqual(await outcomes(`user:${userId}`));
    expect(await accountFactsOf(userId, "account.locked")).toHaveLength(1);
    expect(await accountFactsOf(null, "account.locked")).not.toHaveLength(0);
  });
});

describe("while passwords are locked", () => {
  test("the owner signs in with a code from their mail, which ends the lock", async () => {
    await guesses(6);
    await issueMailCode(signIn(), { tokenHash: hashMailCode(signIn(), "123456"), expires: inMinutes(10) });
    const answer = await signInWithMailCode({ email, code: "123456", locale: "en", pendingSignUp: undefined });
    expect(answer.ok).toBe(true);
    expect((await guess(PASSWORD)).ok).toBe(true);
  });
});
