/**
 * What happens to an account and its fact are stored together. The control is the outbox itself: while it takes no facts of
 * accounts, no change of an account may be stored, because a process killed between the two would lose the fact.
 */
import { afterEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { runInContext } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aPerson as aPersonAs } from "#prisma/seed/builders";
import type { AccountFact } from "./account-fact-store.ts";
import { newGuest } from "./identify.ts";
import { appendPasskey, deletePasskey } from "./passkeys/passkey-store.ts";
import { changePassword } from "./passwords/change-password.ts";
import { hashResetToken } from "./passwords/reset-link.ts";
import { resetPassword } from "./passwords/reset-password.ts";
import { resetFactors } from "./people/reset-factors.ts";
import { beginSecondFactor } from "./second-factor/begin-second-factor.ts";
import { confirmSecondFactor } from "./second-factor/confirm-second-factor.ts";
import { readSetUp } from "./second-factor/read-set-up.ts";
import { renewRecoveryCodes } from "./second-factor/renew-recovery-codes.ts";
import { judgeSecondFactor } from "./second-factor/second-factor.ts";
import { turnOffSecondFactor } from "./second-factor/turn-off-second-factor.ts";
import { changeEmail, sendChangeCode } from "./sign-in/change-email.ts";
import { issueMailCode } from "./sign-in/mail-code-store.ts";
import { openSession } from "./sign-in/open-session.ts";
import { failureSubject } from "./sign-in/sign-in-failure-store.ts";
import { signInWithPassword } from "./sign-in/sign-in-with-password.ts";
import { accountFactsOf, aPerson, inMinutes, jobsOf, personOf, signedIn } from "./testing/people.ts";
import { aPersonWithApp, aSessionOf, codeOf } from "./testing/second-factors.ts";

aDatabase();

/** A change that is ready to be made: of whose account, with which fact, and what it changes in the database. */
type Change = {
  userId: string;
  type: AccountFact["type"];
  act: () => Promise<unknown>;
  effect: () => Promise<unknown>;
};

const newEmail = () => `${uuidv7()}@example.com`;
const passwordOf = async (userId: string) => (await userOf(userId)).passwordHash;
const userOf = (id: string) => db().user.findUniqueOrThrow({ where: { id } });
const passkeysOf = (userId: string) => db().passkey.count({ where: { userId } });
const sessionsOf = (userId: string) => db().session.count({ where: { userId } });
const secretOf = (userId: string) => db().twoFactor.findMany({ where: { userId }, select: { confirmedAt: true } });
const aKeyOf = (userId: string) =>
  appendPasskey(
    { id: uuidv7(), userId, publicKey: new Uint8Array([1]), counter: 0, transports: [], name: "Phone" },
    { sessionToken: "", may: () => true },
  );

const CHANGES: Record<string, () => Promise<Change>> = {
  "a changed password": async () => {
    const email = newEmail();
    const userId = await aPerson(email);
    const person = await personOf(await signedIn(email));
    const act = () => changePassword(person, "another curtain rises");
    return { userId, type: "account.password_changed", act, effect: () => passwordOf(userId) };
  },
  "a reset password": async () => {
    const email = newEmail();
    const userId = await aPerson(email);
    const act = async () => {
      const token = uuidv7();
      await issueMailCode(
        { purpose: "PASSWORD_RESET", email },
        { tokenHash: hashResetToken(token), expires: inMinutes(10) },
      );
      return resetPassword({ token, password: "another curtain rises" });
    };
    return { userId, type: "account.password_changed", act, effect: () => passwordOf(userId) };
  },
  "a changed mail address": async () => {
    const [email, wanted] = [newEmail(), newEmail()];
    const userId = await aPerson(email);
    const person = await personOf(await signedIn(email));
    const act = async () => {
      await db().verificationToken.deleteMany({ where: { userId } });
      await sendChangeCode(person, { email: wanted, locale: "en" });
      const code = (await jobsOf<{ code: string }>("send-mail-code", { email: wanted })).at(-1)?.code ?? "";
      return changeEmail(person, { email: wanted, code, sessionToken: "" });
    };
    return { userId, type: "account.email_changed", act, effect: async () => (await userOf(userId)).email };
  },
  "a second factor turned on": async () => {
    const person = { ...(await aPersonWithNothing()), isTwoFactor: false, needsSecondFactor: false };
    const { userId } = person;
    const sessionToken = await aSessionOf(userId);
    await beginSecondFactor(person);
    const { secret = "" } = (await readSetUp(person)) ?? {};
    const act = () => confirmSecondFactor(person, { code: codeOf(secret), sessionToken });
    return { userId, type: "account.two_factor_changed", act, effect: () => secretOf(userId) };
  },
  "a second factor turned off": async () => {
    const { userId, session: sessionToken } = await aPersonWithApp();
    const act = () => turnOffSecondFactor({ userId, sessionToken });
    return { userId, type: "account.two_factor_changed", act, effect: () => secretOf(userId) };
  },
  "renewed recovery codes": async () => {
    const { userId, session: sessionToken } = await aPersonWithApp();
    const act = () => renewRecoveryCodes({ userId, sessionToken });
    const codes = () => db().recoveryCode.findMany({ where: { userId }, orderBy: { codeHash: "asc" } });
    return { userId, type: "account.two_factor_changed", act, effect: codes };
  },
  "factors removed by an administrator": async () => {
    const { userId } = await aPersonWithApp();
    const { userId: adminId } = await aPersonWithNothing();
    const admin = { ...aPersonAs(`user:${adminId}`), userId: adminId, isAdmin: true, isTwoFactor: true } as const;
    const act = () => resetFactors(admin, userId);
    return { userId, type: "account.two_factor_changed", act, effect: () => secretOf(userId) };
  },
  "a passkey added": async () => {
    const { userId } = await aPersonWithNothing();
    return { userId, type: "account.passkey_added", act: () => aKeyOf(userId), effect: () => passkeysOf(userId) };
  },
  "a passkey removed": async () => {
    const { userId } = await aPersonWithNothing();
    await aKeyOf(userId);
    const { id } = await db().passkey.findFirstOrThrow({ where: { userId } });
    const act = () => deletePasskey({ userId, id, sessionToken: "" });
    return { userId, type: "account.passkey_removed", act, effect: () => passkeysOf(userId) };
  },
  "an opened session": async () => {
    const { userId } = await aPersonWithNothing();
    return { userId, type: "account.signed_in", act: () => openSession(userId), effect: () => sessionsOf(userId) };
  },
  "a session in a new browser": async () => {
    const { userId } = await aPersonWithNothing();
    await openSession(userId);
    const elsewhere = { requestId: uuidv7(), address: "203.0.113.9", userAgent: "curl/8.5.0" };
    const act = () => runInContext(elsewhere, () => openSession(userId));
    return { userId, type: "account.new_sign_in", act, effect: () => sessionsOf(userId) };
  },
  "a locked address": async () => {
    const email = newEmail();
    const userId = await aPerson(email);
    const subject = failureSubject(email);
    const act = async () => {
      await db().signInFailure.deleteMany({ where: { subject } });
      for (let i = 0; i < 5; i += 1) await signInWithPassword({ email, password: "wrong" });
    };
    const isLocked = async () => (await db().signInFailure.findUnique({ where: { subject } }))?.lockedUntil != null;
    return { userId, type: "account.locked", act, effect: isLocked };
  },
  "a locked second factor": async () => {
    const { userId } = await aPersonWithApp();
    for (let i = 0; i < 4; i += 1) await judgeSecondFactor(userId, "000000");
    const tries = () => db().signInFailure.aggregate({ _max: { failures: true } });
    await db().signInFailure.deleteMany({ where: { failures: { gt: 4 } } });
    return { userId, type: "account.locked", act: () => judgeSecondFactor(userId, "000000"), effect: tries };
  },
};

async function aPersonWithNothing() {
  const email = newEmail();
  return { userId: await aPerson(email), email };
}

const stopFacts = () =>
  db().$executeRaw`ALTER TABLE outbox ADD CONSTRAINT no_facts CHECK (type NOT LIKE 'account.%') NOT VALID`;
const takeFacts = () => db().$executeRaw`ALTER TABLE outbox DROP CONSTRAINT IF EXISTS no_facts`;

afterEach(takeFacts);

describe("is stored with its fact or not at all", () => {
  test.each(Object.entries(CHANGES))("%s", async (_name, prepare) => {
    const { userId, type, act, effect } = await prepare();
    const before = await effect();
    const facts = (await accountFactsOf(userId, type)).length;
    await stopFacts();
    await expect(act()).rejects.toThrow("no_facts");
    expect(await effect()).toEqual(before);
    await takeFacts();
    await act();
    expect(await effect()).not.toEqual(before);
    expect(await accountFactsOf(userId, type)).toHaveLength(facts + 1);
  });
});

describe("the fact of a sign-in", () => {
  test("names the guest of the browser's cookie, and nobody for a cookie that is not ours", async () => {
    const { userId } = await aPersonWithNothing();
    const { buyerKey, cookie } = newGuest();
    const from = (value: string) =>
      runInContext({ requestId: uuidv7(), cookie: `${cookie.name}=${value}` }, () => openSession(userId));
    await from(cookie.value);
    await from(`${cookie.value}x`);
    const facts = await accountFactsOf(userId, "account.signed_in");
    expect(facts.map(({ payload }) => payload)).toEqual([{ userId, guestKey: buyerKey }, { userId }]);
  });
});
