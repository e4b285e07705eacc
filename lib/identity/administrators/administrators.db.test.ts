import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { isResetLinkGood } from "../passwords/reset-password.ts";
import { findSessionUser } from "../sign-in/session-store.ts";
import { isSignInLinkGood } from "../sign-in/sign-in-with-mail-link.ts";
import { signInWithPassword } from "../sign-in/sign-in-with-password.ts";
import { aPerson, expectOpen, jobsOf, signedIn } from "../testing/people.ts";
import { aPersonWithApp } from "../testing/second-factors.ts";
import { becomeAdministrator, isAdministratorLinkGood } from "./become-administrator.ts";
import { inviteAdministrator } from "./invite-administrator.ts";

aDatabase();

const PASSWORD = "the house lights go down";
const WRONG = { ok: false, refusal: { code: "link_wrong" } };
let email = "";
beforeEach(() => {
  email = `${uuidv7()}@example.com`;
});

async function aLink(): Promise<string> {
  const invited = await inviteAdministrator(email, { renew: "always" });
  return invited.outcome === "invited" ? (invited.href.split("token=")[1] ?? "") : invited.outcome;
}
const use = (token: string) => becomeAdministrator({ token, password: PASSWORD }, "es");
const account = () => db().user.findUnique({ where: { email } });

test("an administrator's link makes the account of a new address, once, and is printed and mailed alike", async () => {
  const token = await aLink();
  expect(await jobsOf("send-administrator-link", { email })).toMatchObject([{ token, locale: "en" }]);
  expect(await account()).toBeNull();
  expect(await isAdministratorLinkGood(token)).toBe(true);
  const { session } = expectOpen(await use(token));
  expect(await findSessionUser(session.token)).toMatchObject({ role: "ADMIN" });
  expect(await account()).toMatchObject({ role: "ADMIN", locale: "es", emailVerified: expect.any(Date) });
  expect(await use(token)).toEqual(WRONG);
  expect(await isAdministratorLinkGood(token)).toBe(false);
  expect(expectOpen(await signInWithPassword({ email, password: PASSWORD })).session.token).toBeTruthy();
});

test("asked again, the link is replaced, and for an administrator nothing happens", async () => {
  const first = await aLink();
  expect(await inviteAdministrator(email, { renew: "when lapsed" })).toMatchObject({ outcome: "pending" });
  const second = await aLink();
  expect(await use(first)).toEqual(WRONG);
  expectOpen(await use(second));
  expect(await inviteAdministrator(email.toUpperCase(), { renew: "always" })).toEqual({ outcome: "already" });
  expect(await jobsOf("send-administrator-link", { email })).toHaveLength(2);
});

test("a link lapses after a day, and a start makes another one then", async () => {
  const token = await aLink();
  await db()
    .$executeRaw`UPDATE verification_tokens SET expires = expires - interval '1 day 1 second' WHERE identifier = ${email}::citext`;
  expect(await use(token)).toEqual(WRONG);
  expect(await account()).toBeNull();
  expect(await inviteAdministrator(email, { renew: "when lapsed" })).toMatchObject({ outcome: "invited" });
});

test("the owner of a proven address becomes an administrator, and everything open in their name ends", async () => {
  const userId = await aPerson(email);
  const session = await signedIn(email);
  expectOpen(await use(await aLink()));
  expect(await findSessionUser(session)).toBeUndefined();
  expect(await account()).toMatchObject({ id: userId, role: "ADMIN" });
});

test("a second factor that the account has is asked for besides the link", async () => {
  const person = await aPersonWithApp();
  email = person.email;
  expect(await use(await aLink())).toMatchObject({ ok: false, refusal: { code: "second_factor_needed" } });
});

test("an account that a stranger registered with the unproven address is never granted anything", async () => {
  await db().user.create({ data: { email, name: "Stranger", passwordHash: "theirs" } });
  expect(await inviteAdministrator(email, { renew: "always" })).toEqual({ outcome: "unproven" });
  expect(await jobsOf("send-administrator-link", { email })).toEqual([]);
  expect(await account()).toMatchObject({ role: "MEMBER", passwordHash: "theirs" });
});

test("nor one that was registered between the link and its use, nor a disabled one", async () => {
  const token = await aLink();
  await db().user.create({ data: { email, name: "Stranger", passwordHash: "theirs" } });
  expect(await use(token)).toEqual(WRONG);
  expect(await account()).toMatchObject({ role: "MEMBER", passwordHash: "theirs" });
  await db().user.update({ where: { email }, data: { emailVerified: new Date() } });
  const another = await aLink();
  await db().user.update({ where: { email }, data: { disabledAt: new Date() } });
  expect(await use(another)).toEqual(WRONG);
  expect(await account()).toMatchObject({ role: "MEMBER" });
  expect(await inviteAdministrator(email, { renew: "always" })).toEqual({ outcome: "disabled" });
});

test("a link of another purpose makes no administrator, and this one signs in nowhere else", async () => {
  const token = await aLink();
  expect(await isSignInLinkGood(token)).toBe(false);
  expect(await isResetLinkGood(token)).toBe(false);
});

test("of two uses at once one wins", async () => {
  const token = await aLink();
  const answers = await Promise.all([use(token), use(token), use(token)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});
