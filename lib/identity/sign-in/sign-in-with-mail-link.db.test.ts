import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { registry } from "#lib/platform/observability/metrics";
import { aDatabase } from "#lib/platform/testing/database";
import { knowing } from "#lib/protection/reputation/testing/known";
import { requestPasswordReset } from "../passwords/request-password-reset.ts";
import { isResetLinkGood } from "../passwords/reset-password.ts";
import { aPerson, expectOpen, inMinutes, jobsOf, PASSWORD } from "../testing/people.ts";
import { aPersonWithApp } from "../testing/second-factors.ts";
import { sendMailCode } from "./send-mail-code.ts";
import { findSessionUser } from "./session-store.ts";
import { signInWithMailCode } from "./sign-in-with-mail-code.ts";
import { isSignInLinkGood, signInWithMailLink } from "./sign-in-with-mail-link.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";

aDatabase();

let email = "";
beforeEach(() => {
  knowing({ "disposable-mail": "mailinator.com" });
  email = `${uuidv7()}@example.com`;
});

const mailed = async () =>
  (await jobsOf<{ code: string; link: string }>("send-mail-code", { email })).at(-1) ?? { code: "", link: "" };
const ask = async () => {
  await sendMailCode({ email, locale: "en" });
  return mailed();
};
/** Half a minute passes for the codes that were mailed, so that another may be asked for. */
const later = () =>
  db()
    .$executeRaw`UPDATE verification_tokens SET expires = expires - interval '31 seconds' WHERE identifier = ${email}::citext`;
const enter = (token: string) => signInWithMailLink({ token, locale: "en" });
const WRONG = { ok: false, refusal: { code: "link_wrong" } };

describe("the link in the mail with a code", () => {
  test("signs its owner in, once", async () => {
    const userId = await aPerson(email);
    const { link } = await ask();
    expect(await isSignInLinkGood(link)).toBe(true);
    const { session } = expectOpen(await enter(link));
    expect(await findSessionUser(session.token)).toMatchObject({ userId });
    expect(await enter(link)).toEqual(WRONG);
    expect(await isSignInLinkGood(link)).toBe(false);
  });

  test("makes an account for a throw-away address like for any other, and counts it as a signal, once", async () => {
    const counted = async () =>
      Number(/sign_ups_total\{signal="disposable_mail"\} (\d+)/.exec(await registry().metrics())?.[1] ?? 0);
    const before = await counted();
    email = `${uuidv7()}@mailinator.com`;
    expectOpen(await enter((await ask()).link));
    expect(await counted()).toBe(before + 1);
    await later();
    expectOpen(await enter((await ask()).link));
    expect(await counted()).toBe(before + 1);
  });

  test("is the owner's way in while strangers lock the password, use codes up and ask for others", async () => {
    const userId = await aPerson(email);
    const { code, link } = await ask();
    for (let guess = 0; guess < 6; guess++) {
      await signInWithPassword({ email, password: "wrong" });
      await signInWithMailCode({ email, code: "000000", locale: "en", pendingSignUp: undefined });
    }
    await later();
    await sendMailCode({ email, locale: "en" });
    expect(await signInWithPassword({ email, password: PASSWORD })).toMatchObject({ ok: false });
    expect(await signInWithMailCode({ email, code, locale: "en", pendingSignUp: undefined })).toMatchObject({
      ok: false,
    });
    const { session } = expectOpen(await enter(link));
    expect(await findSessionUser(session.token)).toMatchObject({ userId });
    expectOpen(await signInWithPassword({ email, password: PASSWORD }));
  });

  test("opens no account that has a second factor without it, and none that is disabled", async () => {
    const person = await aPersonWithApp();
    email = person.email;
    expect(await enter((await ask()).link)).toMatchObject({ refusal: { code: "second_factor_needed" } });
    await db().user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } });
    await later();
    expect(await enter((await ask()).link)).toEqual(WRONG);
  });

  test("lapses after half an hour, and is neither a code, a reset link nor another's", async () => {
    await aPerson(email);
    const { link } = await ask();
    expect(await isResetLinkGood(link)).toBe(false);
    expect(await enter("x".repeat(43))).toEqual(WRONG);
    await requestPasswordReset({ email, locale: "en" });
    const reset = (await jobsOf<{ token: string }>("send-password-reset", { email })).at(-1)?.token ?? "";
    expect(await enter(reset)).toEqual(WRONG);
    await db().verificationToken.updateMany({ where: { identifier: email }, data: { expires: inMinutes(-0.01) } });
    expect(await enter(link)).toEqual(WRONG);
  });
});

test("a reset link stays good when a stranger asks for another one", async () => {
  await aPerson(email);
  await requestPasswordReset({ email, locale: "en" });
  const first = (await jobsOf<{ token: string }>("send-password-reset", { email })).at(-1)?.token ?? "";
  await later();
  await requestPasswordReset({ email, locale: "en" });
  expect(await jobsOf("send-password-reset", { email })).toHaveLength(2);
  expect(await isResetLinkGood(first)).toBe(true);
});
