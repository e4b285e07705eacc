import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { confirmIdentity } from "../sign-in/confirm-identity.ts";
import { sendMailCode } from "../sign-in/send-mail-code.ts";
import { findSessionUser, hashToken } from "../sign-in/session-store.ts";
import { signInWithMailCode } from "../sign-in/sign-in-with-mail-code.ts";
import { signInWithPassword } from "../sign-in/sign-in-with-password.ts";
import { signUp } from "../sign-in/sign-up.ts";
import {
  accountFactsOf,
  aPerson,
  expectOpen,
  inMinutes,
  jobsOf,
  PASSWORD,
  personOf,
  signedIn,
} from "../testing/people.ts";
import { isBreachedPassword } from "./breached-password.ts";
import { changePassword } from "./change-password.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { hashResetToken } from "./reset-link.ts";
import { isResetLinkGood, resetPassword } from "./reset-password.ts";

aDatabase();

const NEW = "the second balcony, row four";
const LINK_WRONG = { ok: false, refusal: { code: "link_wrong" } };
let count = 0;
let email = "";
let userId = "";

beforeEach(async () => {
  count += 1;
  email = `balcony-${count}@example.com`;
  userId = await aPerson(email);
});

const longAgo = (token: string) =>
  db().session.update({ where: { sessionToken: hashToken(token) }, data: { provenAt: inMinutes(-16) } });
const mailedToken = async (address = email) =>
  (await jobsOf<{ token: string }>("send-password-reset", { email: address })).at(-1)?.token ?? "";

describe("a forgotten password", () => {
  test("is replaced once through the mailed link, which ends everything opened before", async () => {
    const older = await signedIn(email);
    const family = await db().tokenFamily.create({ data: { id: uuidv7(), userId, endsAt: inMinutes(60) } });
    await requestPasswordReset({ email, locale: "en" });
    const token = await mailedToken();
    expect(await isResetLinkGood(token)).toBe(true);
    const { session } = expectOpen(await resetPassword({ token, password: NEW }));
    expect((await findSessionUser(session.token))?.userId).toBe(userId);
    expect(await findSessionUser(older)).toBeUndefined();
    expect((await db().tokenFamily.findUniqueOrThrow({ where: { id: family.id } })).revokedAt).toBeInstanceOf(Date);
    expect((await signInWithPassword({ email, password: PASSWORD })).ok).toBe(false);
    expectOpen(await signInWithPassword({ email, password: NEW }));
    expect(await resetPassword({ token, password: PASSWORD })).toEqual(LINK_WRONG);
    expect(await isResetLinkGood(token)).toBe(false);
    expect(await accountFactsOf(userId, "account.password_changed")).toHaveLength(1);
  });

  test("is replaced once when twenty requests use its link at the same moment", async () => {
    await requestPasswordReset({ email, locale: "en" });
    const token = await mailedToken();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => resetPassword({ token, password: `a new one, number ${i}` })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("writes the same rows for an address without an account, which gets no usable link", async () => {
    const unknown = `no-one-${count}@example.com`;
    await requestPasswordReset({ email, locale: "en" });
    await requestPasswordReset({ email: unknown, locale: "en" });
    expect(await mailedToken(unknown)).toHaveLength((await mailedToken()).length);
    expect(await resetPassword({ token: await mailedToken(unknown), password: NEW })).toEqual(LINK_WRONG);
    expect(await db().user.count({ where: { email: unknown } })).toBe(0);
  });

  test("is not replaced through a lapsed or guessed link, a disabled person's, or a sign-in code", async () => {
    await requestPasswordReset({ email, locale: "en" });
    const token = await mailedToken();
    expect(await db().verificationToken.count({ where: { token: hashResetToken(token) } })).toBe(1);
    expect(JSON.stringify(await db().verificationToken.findMany())).not.toContain(token);
    await db().verificationToken.update({ where: { token: hashResetToken(token) }, data: { expires: inMinutes(-1) } });
    expect(await resetPassword({ token, password: NEW })).toEqual(LINK_WRONG);
    await db().verificationToken.update({ where: { token: hashResetToken(token) }, data: { expires: inMinutes(5) } });
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    expect(await resetPassword({ token, password: NEW })).toEqual(LINK_WRONG);
    await db().verificationToken.create({
      data: { identifier: email, token: hashResetToken("x"), expires: inMinutes(5) },
    });
    expect(await resetPassword({ token: "x", password: NEW })).toEqual(LINK_WRONG);
  });

  test("and a sign-in code for the same address do not replace each other", async () => {
    await sendMailCode({ email, locale: "en" });
    await requestPasswordReset({ email, locale: "en" });
    const sent = await db().verificationToken.findMany({ where: { identifier: email } });
    expect(sent.map(({ purpose }) => purpose).sort()).toEqual(["PASSWORD_RESET", "SIGN_IN", "SIGN_IN_LINK"]);
    const [job] = await jobsOf<{ code: string }>("send-mail-code", { email });
    const answer = await signInWithMailCode({
      email,
      code: job?.code ?? "",
      locale: "en",
      pendingSignUp: undefined,
    });
    expect(answer.ok).toBe(true);
    expect((await resetPassword({ token: await mailedToken(), password: NEW })).ok).toBe(true);
  });

  test("requested again within half a minute is mailed once", async () => {
    await requestPasswordReset({ email, locale: "en" });
    await requestPasswordReset({ email, locale: "en" });
    expect(await jobsOf("send-password-reset", { email })).toHaveLength(1);
  });

  test("does not bypass a second factor", async () => {
    await db().twoFactor.create({ data: { userId, sealedSecret: "sealed", confirmedAt: new Date() } });
    await requestPasswordReset({ email, locale: "en" });
    const answer = await resetPassword({ token: await mailedToken(), password: NEW });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "second_factor_needed" } });
    expect(await db().session.count({ where: { userId } })).toBe(0);
  });
});

describe("changing the password", () => {
  test("ends every other session and gives this browser a new one with the same second factor", async () => {
    const other = await signedIn(email);
    const token = await signedIn(email);
    await db().session.update({ where: { sessionToken: hashToken(token) }, data: { twoFactorAt: new Date() } });
    const { session } = expectOpen(await changePassword(await personOf(token), NEW));
    expect(await Promise.all([other, token].map(findSessionUser))).toEqual([undefined, undefined]);
    expect(await personOf(session.token)).toMatchObject({ userId, isTwoFactor: true });
    expectOpen(await signInWithPassword({ email, password: NEW }));
  });

  test("requires proof of identity within fifteen minutes, by password or code", async () => {
    const token = await signedIn(email);
    await longAgo(token);
    const refused = { ok: false, refusal: { code: "proof_required" } };
    expect(await changePassword(await personOf(token), NEW)).toEqual(refused);
    expect(await confirmIdentity(await personOf(token), token, { password: "wrong" })).toMatchObject({ ok: false });
    expect(await confirmIdentity(await personOf(token), token, { code: "000000" })).toMatchObject({ ok: false });
    expect(await changePassword(await personOf(token), NEW)).toEqual(refused);
    expectOpen(await confirmIdentity(await personOf(token), token, { password: PASSWORD }));
    expectOpen(await changePassword(await personOf(token), NEW));
  });

  test("five wrong passwords at the confirmation lock, too", async () => {
    const token = await signedIn(email);
    const person = await personOf(token);
    for (let i = 0; i < 5; i++) await confirmIdentity(person, token, { password: `wrong ${i}` });
    expect((await confirmIdentity(person, token, { password: PASSWORD })).ok).toBe(false);
  });
});

describe("a stolen password", () => {
  let server: Server;
  let asked: { path: string; padding: string | undefined }[] = [];
  let answer: (path: string) => string | undefined = () => "";

  const suffixOf = (password: string) => createHash("sha1").update(password).digest("hex").toUpperCase().slice(5);

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const padding = request.headers["add-padding"];
      asked.push({ path: request.url ?? "", padding: typeof padding === "string" ? padding : undefined });
      const body = answer(request.url ?? "");
      if (body !== undefined) response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    pointAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    vi.unstubAllEnvs();
    forgetSingleton("env");
  });

  function pointAt(url: string): void {
    vi.stubEnv("PWNED_PASSWORDS_URL", url);
    forgetSingleton("env");
  }

  test("is refused at sign-up, reset and change, and the reset link stays valid", async () => {
    answer = () => `0000000000000000000000000000000000A:3\r\n${suffixOf(NEW)}:42\r\n`;
    const refused = { ok: false, refusal: { code: "password_breached" } };
    expect(await signUp({ name: "Ana", email, password: NEW }, "en")).toEqual(refused);
    await requestPasswordReset({ email, locale: "en" });
    const token = await mailedToken();
    expect(await resetPassword({ token, password: NEW })).toEqual(refused);
    expect(await changePassword(await personOf(await signedIn(email)), NEW)).toEqual(refused);
    expectOpen(await resetPassword({ token, password: "nobody ever used this one" }));
  });

  test("is looked up by only five characters of its hash, with padding", async () => {
    answer = () => "";
    expect(await isBreachedPassword(NEW)).toBe(false);
    const hash = createHash("sha1").update(NEW).digest("hex").toUpperCase();
    expect(asked).toEqual([{ path: `/range/${hash.slice(0, 5)}`, padding: "true" }]);
  });

  test("is not recognised by padding or by a hash that only begins alike", async () => {
    answer = () => `${suffixOf(NEW)}:0\r\n${suffixOf(NEW).slice(0, -1)}:9\r\n`;
    expect(await isBreachedPassword(NEW)).toBe(false);
  });

  test("is allowed when the list is silent, unreachable or broken", async () => {
    answer = () => undefined;
    expect(await isBreachedPassword(NEW)).toBe(false);
    pointAt("http://127.0.0.1:1");
    expect(await isBreachedPassword(NEW)).toBe(false);
    pointAt("off");
    expect(await isBreachedPassword(NEW)).toBe(false);
  });
});
