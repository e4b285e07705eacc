import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { authOptions } from "./auth-options.ts";
import { identify } from "./identify.ts";
import { hashPassword } from "./passwords/password.ts";
import { renamePerson } from "./queries.ts";
import { hashMailCode } from "./sign-in/mail-code.ts";
import { issueMailCode } from "./sign-in/mail-code-store.ts";
import { sendMailCode } from "./sign-in/send-mail-code.ts";
import { findSessionUser, hashToken } from "./sign-in/session-store.ts";
import { signInWithMailCode } from "./sign-in/sign-in-with-mail-code.ts";
import { signInWithPassword } from "./sign-in/sign-in-with-password.ts";
import { signOut } from "./sign-in/sign-out.ts";
import { openSignUp, signUp } from "./sign-in/sign-up.ts";

aDatabase();

const PASSWORD = "curtain rises at eight";
let count = 0;
let email = "";
/** The purpose of a code mailed to sign in. */
const signIn = () => ({ purpose: "SIGN_IN", email }) as const;

beforeEach(() => {
  count += 1;
  email = `fan-${count}@example.com`;
});

describe("signing in with a password", () => {
  it("opens a session that says who it is", async () => {
    const userId = await aPerson();
    const { session } = expectOpen(await signInWithPassword({ email: email.toUpperCase(), password: PASSWORD }));
    expect(await findSessionUser(session.token)).toMatchObject({ userId, email, name: "Ana", role: "MEMBER" });
    expect(session.expires.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * 3_600_000);
  });

  it("is refused in the same words for a wrong password, an unknown mail, no password and a disabled person", async () => {
    await aPerson();
    const wrong = await signInWithPassword({ email, password: "curtain rises at nine" });
    const unknown = await signInWithPassword({ email: "nobody@example.com", password: PASSWORD });
    await db().user.update({ where: { email }, data: { disabledAt: new Date() } });
    const disabled = await signInWithPassword({ email, password: PASSWORD });
    await db().user.update({ where: { email }, data: { disabledAt: null, passwordHash: null } });
    const without = await signInWithPassword({ email, password: PASSWORD });
    const refused = { ok: false, refusal: { code: "sign_in_failed" } };
    expect([wrong, unknown, disabled, without]).toEqual([refused, refused, refused, refused]);
    expect(await db().session.count({ where: { user: { email } } })).toBe(0);
  });
});

describe("a session", () => {
  it("ends at sign-out, even for copies of its cookie", async () => {
    const token = await aSession();
    await signOut(token);
    expect(await findSessionUser(token)).toBeUndefined();
  });

  it("ends with its time", async () => {
    const token = await aSession();
    await db().session.update({
      where: { sessionToken: hashToken(token) },
      data: { expires: new Date(Date.now() - 1) },
    });
    expect(await findSessionUser(token)).toBeUndefined();
  });

  it("gives no access once the person is disabled, neither here nor through next-auth", async () => {
    const token = await aSession();
    const adapter = authOptions().adapter;
    expect((await adapter?.getSessionAndUser?.(token))?.user.email).toBe(email);
    await db().user.update({ where: { email }, data: { disabledAt: new Date() } });
    expect(await findSessionUser(token)).toBeUndefined();
    expect(await adapter?.getSessionAndUser?.(token)).toBeNull();
  });

  it("belongs to no one for a missing, empty, unknown or overlong cookie", async () => {
    const people = await Promise.all(["", "not-a-session", "x".repeat(5_000)].map(findSessionUser));
    expect(people).toEqual([undefined, undefined, undefined]);
    expect((await identify(new Headers())).userId).toBeUndefined();
  });

  it("shows a new name immediately", async () => {
    const token = await aSession();
    const person = await findSessionUser(token);
    await renamePerson(person?.userId ?? "", "Ana María");
    expect((await findSessionUser(token))?.name).toBe("Ana María");
  });
});

describe("a mail code", () => {
  it("signs the owner of the mailbox in, creating the account the first time", async () => {
    await sendMailCode({ email, locale: "es" });
    const { session } = expectOpen(await typeCode(await mailedCode()));
    expect(await findSessionUser(session.token)).toMatchObject({ email, role: "MEMBER" });
    const user = await db().user.findUniqueOrThrow({ where: { email } });
    expect(user).toMatchObject({ locale: "es", passwordHash: null });
    expect(user.emailVerified).toBeInstanceOf(Date);
  });

  it("is stored only as a keyed hash", async () => {
    await sendMailCode({ email, locale: "en" });
    const stored = await db().verificationToken.findFirstOrThrow({ where: { identifier: email, purpose: "SIGN_IN" } });
    expect(stored.token).toBe(hashMailCode(signIn(), await mailedCode()));
    expect(JSON.stringify(stored)).not.toContain(await mailedCode());
  });

  it("works once", async () => {
    await sendMailCode({ email, locale: "en" });
    const code = await mailedCode();
    expectOpen(await typeCode(code));
    expect(await typeCode(code)).toEqual(WRONG);
  });

  it("works once when twenty requests use it at the same moment", async () => {
    await issueMailCode(signIn(), { tokenHash: hashMailCode(signIn(), "123456"), expires: inMinutes(10) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => typeCode("123456")));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("does not work after ten minutes", async () => {
    await issueMailCode(signIn(), { tokenHash: hashMailCode(signIn(), "123456"), expires: inMinutes(-0.001) });
    expect(await typeCode("123456")).toEqual(WRONG);
  });

  it("stops working after five wrong guesses, even simultaneous ones", async () => {
    await issueMailCode(signIn(), { tokenHash: hashMailCode(signIn(), "123456"), expires: inMinutes(10) });
    await Promise.all(["000000", "000001", "000002", "000003", "000004"].map(typeCode));
    expect(await typeCode("123456")).toEqual(WRONG);
  });

  it("opens only the mailbox it was sent to", async () => {
    await issueMailCode(signIn(), { tokenHash: hashMailCode(signIn(), "123456"), expires: inMinutes(10) });
    expect(
      await signInWithMailCode({ email: "other@example.com", code: "123456", locale: "en", pendingSignUp: undefined }),
    ).toEqual(WRONG);
  });

  it("does not sign a disabled person in", async () => {
    await aPerson();
    await db().user.update({ where: { email }, data: { disabledAt: new Date() } });
    await issueMailCode(signIn(), { tokenHash: hashMailCode(signIn(), "123456"), expires: inMinutes(10) });
    expect(await typeCode("123456")).toEqual(WRONG);
  });

  it("requested twice within half a minute is mailed once and stays valid", async () => {
    await sendMailCode({ email, locale: "en" });
    const code = await mailedCode();
    await sendMailCode({ email, locale: "en" });
    expect(await mailsTo(email)).toHaveLength(1);
    expectOpen(await typeCode(code));
  });
});

describe("signing up", () => {
  it("stores nothing about a person before the mailed code is typed, then name and password", async () => {
    const { pendingSignUp } = expectOpen(await signUp({ name: "Ana", email, password: PASSWORD }, "en"));
    expect(await db().user.count({ where: { email } })).toBe(0);
    const code = await mailedCode();
    const { session } = expectOpen(await signInWithMailCode({ email, code, locale: "en", pendingSignUp }));
    expect(await findSessionUser(session.token)).toMatchObject({ email, name: "Ana" });
    expectOpen(await signInWithPassword({ email, password: PASSWORD }));
  });

  it("with another person's mail sets no password on their account", async () => {
    await signUp({ name: "Mallory", email, password: "mallory knows this" }, "en");
    expectOpen(await typeCode(await mailedCode()));
    expect((await signInWithPassword({ email, password: "mallory knows this" })).ok).toBe(false);
  });

  it("for an address that has an account replaces the password only with the code, and ends the older sessions", async () => {
    const older = await aSession();
    const { pendingSignUp } = expectOpen(await signUp({ name: "Ana", email, password: "another row of words" }, "en"));
    expectOpen(await signInWithPassword({ email, password: PASSWORD }));
    expectOpen(await signInWithMailCode({ email, code: await mailedCode(), locale: "en", pendingSignUp }));
    expect((await signInWithPassword({ email, password: PASSWORD })).ok).toBe(false);
    expectOpen(await signInWithPassword({ email, password: "another row of words" }));
    expect(await findSessionUser(older)).toBeUndefined();
  });

  it("rejects a pending sign-up that was changed, belongs to another mail, or was not sealed here", async () => {
    const { pendingSignUp } = expectOpen(
      await signUp({ name: "Ana", email: "other@example.com", password: PASSWORD }, "en"),
    );
    const bytes = Buffer.from(pendingSignUp, "base64url");
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    expect(openSignUp(pendingSignUp)).toMatchObject({ name: "Ana" });
    expect([bytes.toString("base64url"), "", "AAAA", "x".repeat(200)].map(openSignUp)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    await issueMailCode(signIn(), { tokenHash: hashMailCode(signIn(), "123456"), expires: inMinutes(10) });
    expectOpen(await signInWithMailCode({ email, code: "123456", locale: "en", pendingSignUp }));
    expect((await db().user.findUniqueOrThrow({ where: { email } })).passwordHash).toBeNull();
  });
});

const WRONG = { ok: false, refusal: { code: "code_wrong" } };

function typeCode(code: string) {
  return signInWithMailCode({ email, code, locale: "es", pendingSignUp: undefined });
}

function expectOpen<T extends { ok: boolean }>(answer: T): Extract<T, { ok: true }> {
  expect(answer).toMatchObject({ ok: true });
  return answer as Extract<T, { ok: true }>;
}

async function aPerson(): Promise<string> {
  const passwordHash = await hashPassword(PASSWORD);
  return (await db().user.create({ data: { email, name: "Ana", passwordHash, emailVerified: new Date() } })).id;
}

async function aSession(): Promise<string> {
  await aPerson();
  return expectOpen(await signInWithPassword({ email, password: PASSWORD })).session.token;
}

function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}

/** The code in the mail queued for the current address. */
async function mailedCode(): Promise<string> {
  return (await mailsTo(email)).at(-1)?.code ?? "";
}

async function mailsTo(address: string): Promise<{ code: string }[]> {
  const rows = await db().$queryRaw<{ payload: { email: string; code: string } }[]>`
    SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'email' = ${address} ORDER BY id`;
  return rows.map(({ payload }) => payload);
}
