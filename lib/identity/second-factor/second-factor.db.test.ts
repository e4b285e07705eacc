import { describe, expect, it } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { beginPasskeyRegistration } from "../passkeys/begin-passkey-registration.ts";
import { removePasskey } from "../passkeys/remove-passkey.ts";
import { changePassword } from "../passwords/change-password.ts";
import { readSecondFactor } from "../queries.ts";
import { beginSession } from "../sign-in/open-session.ts";
import { findSessionUser } from "../sign-in/session-store.ts";
import { anAccount, aPersonWithApp, aSessionOf, auditedOn, codeOf, noticesTo } from "../testing/second-factors.ts";
import { beginSecondFactor } from "./begin-second-factor.ts";
import { confirmSecondFactor } from "./confirm-second-factor.ts";
import { readSetUp } from "./read-set-up.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";
import { checkSecondFactor, hasSecondFactor, judgeSecondFactor } from "./second-factor.ts";
import { signInWithSecondFactor } from "./sign-in-with-second-factor.ts";
import { turnOffSecondFactor } from "./turn-off-second-factor.ts";

aDatabase();

describe("setting up a second factor", () => {
  it("requires nothing at sign-in until the app's first code was typed", async () => {
    const person = await anAccount();
    const { userId } = person;
    await beginSecondFactor(person);
    expect(await hasSecondFactor(userId)).toBe(false);
    expect((await beginSession(userId, "password")).ok).toBe(true);
  });

  it("keeps the secret sealed and the recovery codes hashed", async () => {
    const { userId, secret, recoveryCodes } = await aPersonWithApp();
    const row = await db().twoFactor.findUniqueOrThrow({ where: { userId } });
    const hashes = await db().recoveryCode.findMany({ where: { userId } });
    const stored = JSON.stringify([row.sealedSecret, hashes]);
    expect(hashes).toHaveLength(10);
    for (const plain of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace("-", ""))]) {
      expect(stored).not.toContain(plain);
    }
  });

  it("upgrades this session, ends all others with the API clients, mails the owner and is audited", async () => {
    const person = await anAccount();
    const { userId } = person;
    const [here, elsewhere] = [await aSessionOf(userId), await aSessionOf(userId)];
    const stranger = await aSessionOf((await anAccount()).userId);
    const family = { id: crypto.randomUUID(), userId, endsAt: new Date(Date.now() + 3_600_000) };
    await db().tokenFamily.create({ data: family });
    await beginSecondFactor(person);
    const { secret = "" } = (await readSetUp(person)) ?? {};
    const confirmed = await confirmSecondFactor(person, { code: codeOf(secret), sessionToken: here });
    expect(confirmed).toMatchObject({ ok: true });
    expect(await findSessionUser(here)).toMatchObject({ isTwoFactor: true });
    expect(await findSessionUser(elsewhere)).toBeUndefined();
    expect(await findSessionUser(stranger)).toBeDefined();
    expect(await db().tokenFamily.count({ where: { userId, revokedAt: null } })).toBe(0);
    expect(await noticesTo(userId)).toContain("two_factor_changed");
    expect(await auditedOn(userId)).toContain("two_factor.on ok");
  });

  it("is refused with a wrong code, and changes nothing", async () => {
    const person = await anAccount();
    const { userId } = person;
    const session = await aSessionOf(userId);
    await beginSecondFactor(person);
    const refused = await confirmSecondFactor(person, { code: "000000", sessionToken: session });
    expect(refused).toEqual({ ok: false, refusal: { code: "code_wrong" } });
    expect(await hasSecondFactor(userId)).toBe(false);
    expect(await findSessionUser(session)).toMatchObject({ isTwoFactor: false });
  });

  it("is refused half an hour after the secret was shown", async () => {
    const person = await anAccount();
    const { userId } = person;
    await beginSecondFactor(person);
    const { secret = "" } = (await readSetUp(person)) ?? {};
    await db().twoFactor.update({ where: { userId }, data: { createdAt: new Date(Date.now() - 30 * 60_000) } });
    expect(await readSetUp(person)).toBeUndefined();
    const late = await confirmSecondFactor(person, { code: codeOf(secret), sessionToken: "" });
    expect(late).toEqual({ ok: false, refusal: { code: "set_up_lapsed" } });
  });

  it("can neither replace an active secret nor show it again", async () => {
    const person = await aPersonWithApp();
    const again = await beginSecondFactor({ ...person, isTwoFactor: true });
    expect(again).toEqual({ ok: false, refusal: { code: "already_on" } });
    expect(await readSetUp(person)).toBeUndefined();
    expect(await checkSecondFactor(person.userId, person.nextCode())).toBe(true);
  });
});

describe("signing in with a second factor", () => {
  it("opens no session for the first factor alone, and a two-factor session for both", async () => {
    const person = await aPersonWithApp();
    const half = await beginSession(person.userId, "password");
    if (half.ok) throw new Error("one factor opened a session");
    expect(half.refusal.code).toBe("second_factor_needed");
    const whole = await signInWithSecondFactor({ pending: half.pending, code: person.nextCode() });
    if (!whole.ok) throw new Error("both factors opened no session");
    expect(await findSessionUser(whole.session.token)).toMatchObject({ userId: person.userId, isTwoFactor: true });
    expect(await auditedOn(person.userId)).toContain("two_factor.show ok");
  });

  it("is refused without a valid first factor of the last ten minutes", async () => {
    const { nextCode } = await aPersonWithApp();
    for (const pending of [undefined, "", "nonsense", "A".repeat(80), "x".repeat(5_000)]) {
      const refused = await signInWithSecondFactor({ pending, code: nextCode() });
      expect(refused).toEqual({ ok: false, refusal: { code: "sign_in_lapsed" } });
    }
  });

  it("refuses a wrong code, and another person's", async () => {
    const [person, other] = [await aPersonWithApp(), await aPersonWithApp()];
    for (const code of ["000000", other.nextCode(), other.recoveryCodes[0] ?? "", "", "' OR 1=1 --"]) {
      expect(await signInWithSecondFactor({ pending: await halfIn(person.userId), code })).toEqual({
        ok: false,
        refusal: { code: "code_wrong" },
      });
      await db().signInFailure.deleteMany({});
    }
    expect(await auditedOn(person.userId)).toContain("two_factor.show failed");
  });

  it("accepts each app code once, and none older than a used one", async () => {
    const { userId, secret, nextCode } = await aPersonWithApp();
    const code = nextCode();
    expect(await checkSecondFactor(userId, code)).toBe(true);
    expect(await checkSecondFactor(userId, code)).toBe(false);
    expect(await checkSecondFactor(userId, codeOf(secret))).toBe(false);
  });

  it("accepts each recovery code once, however it is typed", async () => {
    const { userId, recoveryCodes } = await aPersonWithApp();
    const [first = "", second = ""] = recoveryCodes;
    expect(await judgeSecondFactor(userId, first.toLowerCase().replace("-", " "))).toEqual({
      verdict: "right",
      by: "recovery_code",
    });
    expect(await checkSecondFactor(userId, first)).toBe(false);
    expect(await checkSecondFactor(userId, second)).toBe(true);
    expect(await readSecondFactor(userId)).toMatchObject({ recoveryCodesLeft: 8 });
  });
});

describe("guessing", () => {
  it("stops after five wrong codes: even the right one is not compared, and the owner gets a mail", async () => {
    const { userId, nextCode, recoveryCodes } = await aPersonWithApp();
    const startedAt = Date.now();
    for (let guess = 0; guess < 5; guess++) await judgeSecondFactor(userId, `00000${guess}`);
    const judged = await judgeSecondFactor(userId, nextCode());
    expect(judged).toMatchObject({ verdict: "too_many" });
    // Five minutes, less what the test took since the fifth guess.
    const least = 299 - (Date.now() - startedAt) / 1_000;
    expect(judged.verdict === "too_many" && judged.retryAfterSeconds).toBeGreaterThanOrEqual(least);
    expect(await checkSecondFactor(userId, recoveryCodes[0] ?? "")).toBe(false);
    expect((await noticesTo(userId)).filter((kind) => kind === "locked")).toHaveLength(1);
  });

  it("may continue after five minutes, then after twenty, then after eighty", async () => {
    const { userId, nextCode } = await aPersonWithApp();
    for (const minutes of [5, 20, 80]) {
      for (let guess = 0; guess < 5; guess++) await judgeSecondFactor(userId, "000000");
      await minutesPass(minutes - 0.5);
      expect(await judgeSecondFactor(userId, "000000")).toMatchObject({ verdict: "too_many" });
      await minutesPass(0.6);
    }
    expect(await judgeSecondFactor(userId, nextCode())).toEqual({ verdict: "right", by: "app" });
    for (let guess = 0; guess < 5; guess++) await judgeSecondFactor(userId, "000000");
    const judged = await judgeSecondFactor(userId, "000000");
    expect(judged.verdict === "too_many" && judged.retryAfterSeconds).toBeLessThanOrEqual(300);
  });

  it("is reset by a right code", async () => {
    const { userId, recoveryCodes } = await aPersonWithApp();
    for (const code of recoveryCodes.slice(0, 7)) expect(await checkSecondFactor(userId, code)).toBe(true);
  });

  it("one person's codes locks no one else", async () => {
    const [person, other] = [await aPersonWithApp(), await aPersonWithApp()];
    for (let guess = 0; guess < 6; guess++) await judgeSecondFactor(person.userId, "000000");
    expect(await checkSecondFactor(other.userId, other.nextCode())).toBe(true);
  });
});

describe("new recovery codes", () => {
  it("invalidate all older ones", async () => {
    const { userId, session, recoveryCodes } = await aPersonWithApp();
    const renewed = await renewRecoveryCodes({ userId, sessionToken: session });
    if (!renewed.ok) throw new Error("no codes");
    expect(renewed.recoveryCodes).toHaveLength(10);
    expect(await checkSecondFactor(userId, recoveryCodes[3] ?? "")).toBe(false);
    expect(await checkSecondFactor(userId, renewed.recoveryCodes[3] ?? "")).toBe(true);
    expect(await auditedOn(userId)).toContain("two_factor.renew_codes ok");
  });

  it("are created only with an active second factor", async () => {
    const person = await anAccount();
    await beginSecondFactor(person);
    const session = await aSessionOf(person.userId);
    await db().session.updateMany({ where: { userId: person.userId }, data: { twoFactorAt: new Date() } });
    const refused = await renewRecoveryCodes({ userId: person.userId, sessionToken: session });
    expect(refused).toEqual({ ok: false, refusal: { code: "set_up_lapsed" } });
    expect(await db().recoveryCode.count({ where: { userId: person.userId } })).toBe(0);
  });
});

describe("turning the second factor off", () => {
  it("deletes the codes, downgrades this session to one factor and ends all others", async () => {
    const { userId, session, recoveryCodes } = await aPersonWithApp();
    const family = { id: crypto.randomUUID(), userId, isTwoFactor: true, endsAt: new Date(Date.now() + 3_600_000) };
    await db().tokenFamily.create({ data: family });
    const elsewhere = await aSessionOf(userId);
    expect(await turnOffSecondFactor({ userId, sessionToken: session })).toEqual({ ok: true });
    expect(await hasSecondFactor(userId)).toBe(false);
    expect(await checkSecondFactor(userId, recoveryCodes[1] ?? "")).toBe(false);
    expect(await findSessionUser(session)).toMatchObject({ isTwoFactor: false });
    expect(await findSessionUser(elsewhere)).toBeUndefined();
    expect(await db().tokenFamily.findUnique({ where: { id: family.id } })).toMatchObject({
      isTwoFactor: false,
      revokedAt: expect.any(Date),
    });
    expect((await beginSession(userId, "password")).ok).toBe(true);
    expect(await auditedOn(userId)).toContain("two_factor.off ok");
  });
});

describe("a change that can remove the second factor", () => {
  it("asks for it again in a session that never showed it, or did so over a quarter of an hour ago", async () => {
    const { userId, session, recoveryCodes } = await aPersonWithApp();
    const quarterAgo = new Date(Date.now() - 15 * 60_000);
    await db().session.updateMany({ where: { userId }, data: { twoFactorAt: quarterAgo } });
    for (const sessionToken of [session, await aSessionOf(userId), ""]) {
      const wrong = { ok: false, refusal: { code: "code_wrong" } };
      expect(await turnOffSecondFactor({ userId, sessionToken, code: "000000" })).toEqual(wrong);
      expect(await renewRecoveryCodes({ userId, sessionToken })).toEqual(wrong);
      await db().signInFailure.deleteMany({});
    }
    expect(await hasSecondFactor(userId)).toBe(true);
    const code = recoveryCodes[0] ?? "";
    expect(await turnOffSecondFactor({ userId, sessionToken: session, code })).toEqual({ ok: true });
  });

  it("asks for it again after a new password, which opened a session without it", async () => {
    const { userId, session } = await aPersonWithApp();
    const person = await findSessionUser(session);
    const changed = person && (await changePassword(person, "a new row of words to sing"));
    if (!changed?.ok) throw new Error("the password was not changed");
    const sessionToken = changed.session.token;
    expect(await findSessionUser(sessionToken)).toMatchObject({ isTwoFactor: true });
    expect(await turnOffSecondFactor({ userId, sessionToken })).toMatchObject({ refusal: { code: "code_wrong" } });
  });

  it("is not unlocked for another person by one's own session", async () => {
    const [person, other] = [await aPersonWithApp(), await aPersonWithApp()];
    const refused = await turnOffSecondFactor({ userId: person.userId, sessionToken: other.session });
    expect(refused).toEqual({ ok: false, refusal: { code: "code_wrong" } });
  });

  it("stops asking after five wrong codes", async () => {
    const { userId } = await aPersonWithApp();
    for (let guess = 0; guess < 5; guess++) await turnOffSecondFactor({ userId, sessionToken: "", code: "000000" });
    const refused = await turnOffSecondFactor({ userId, sessionToken: "", code: "000000" });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "too_many_tries" } });
  });
});

describe("a session that has not shown the account's second factor", () => {
  it("cannot create another one", async () => {
    const person = await aPersonWithApp();
    const needed = { ok: false, refusal: { code: "two_factor_required" } };
    expect(await beginSecondFactor(person)).toEqual(needed);
    expect(await beginPasskeyRegistration(person)).toEqual(needed);
    expect(await removePasskey(person, { id: "a-key", sessionToken: "" })).toEqual(needed);
    expect(await beginPasskeyRegistration({ ...person, isTwoFactor: true })).toMatchObject({ ok: true });
  });

  it("cannot confirm a set-up that it began before a passkey was added, where the work involves money", async () => {
    const person = { ...(await anAccount()), needsSecondFactor: true };
    expect(await beginSecondFactor(person)).toEqual({ ok: true });
    const { secret = "" } = (await readSetUp(person)) ?? {};
    const key = { id: person.userId, userId: person.userId, publicKey: Buffer.alloc(1), name: "Key" };
    await db().passkey.create({ data: key });
    expect(await confirmSecondFactor(person, { code: codeOf(secret), sessionToken: "" })).toEqual({
      ok: false,
      refusal: { code: "two_factor_required" },
    });
    expect(await hasSecondFactor(person.userId)).toBe(false);
  });

  it("can change passkeys without another factor, unless the person's work involves money", async () => {
    const person = await anAccount();
    const key = { id: person.userId, userId: person.userId, publicKey: Buffer.alloc(1), name: "Key" };
    await db().passkey.create({ data: key });
    expect(await beginPasskeyRegistration(person)).toMatchObject({ ok: true });
    const administrator = { ...person, needsSecondFactor: true };
    const needed = { ok: false, refusal: { code: "two_factor_required" } };
    expect(await beginSecondFactor(administrator)).toEqual(needed);
    expect(await beginPasskeyRegistration(administrator)).toEqual(needed);
    expect(await removePasskey(administrator, { id: key.id, sessionToken: "" })).toEqual(needed);
    expect(await removePasskey(person, { id: key.id, sessionToken: "" })).toEqual({ ok: true });
    expect(await beginSecondFactor(administrator)).toEqual({ ok: true });
  });
});

async function halfIn(userId: string): Promise<string> {
  const half = await beginSession(userId, "mail_code");
  return half.ok ? "" : half.pending;
}

/** Moves the tries into the past. */
async function minutesPass(minutes: number): Promise<void> {
  await db().$executeRaw`UPDATE sign_in_failures SET since = since - make_interval(secs => ${minutes * 60}::float)`;
}
