import { beforeEach, describe, expect, test } from "vitest";
import { administrator as authority } from "#lib/organizations/account-authority";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization, aPerson as aPersonAs } from "#prisma/seed/builders";
import type { Administrator, SignedIn } from "../identify.ts";
import { findSessionUser } from "../sign-in/session-store.ts";
import { signInWithPassword } from "../sign-in/sign-in-with-password.ts";
import { aPerson, expectOpen, inMinutes, PASSWORD, signedIn } from "../testing/people.ts";
import { anAccount, aPersonWithApp, auditedOn, noticesTo } from "../testing/second-factors.ts";
import { disablePerson } from "./disable-person.ts";
import { enablePerson } from "./enable-person.ts";
import { findPerson } from "./find-person.ts";
import { resetFactors } from "./reset-factors.ts";

aDatabase();

let administrator: Administrator;
beforeEach(async () => {
  const { userId } = await anAccount();
  administrator = { ...someone(userId), isAdmin: true, isTwoFactor: true };
});

function someone(userId: string): SignedIn {
  return { ...aPersonAs(`user:${userId}`), userId };
}

describe("helping people with their accounts", () => {
  test("is for administrators with a second factor, and does not exist for others", async () => {
    const { userId } = administrator;
    const nobody = someone(userId);
    expect(await authority.judge(nobody)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await authority.judge({ ...nobody, isTwoFactor: true })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await authority.judge({ ...nobody, isAdmin: true })).toMatchObject({
      refusal: { code: "two_factor_required" },
    });
    expect(await authority.judge(administrator)).toMatchObject({ userId });
  });

  test("finds an account by its whole address, in any case, and audits each look-up", async () => {
    const organization = await anOrganization();
    const { userId } = await aMember(organization, "MANAGER");
    const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } });
    await db().session.create({ data: { userId, sessionToken: uuidv7(), expires: inMinutes(-1) } });
    expect(await findPerson(administrator, email.toUpperCase())).toMatchObject({
      userId,
      email,
      isAdmin: false,
      disabledAt: null,
      hasAuthenticator: false,
      passkeys: 0,
      sessions: 0,
    });
    expect(await findPerson(administrator, email.slice(0, -1))).toBeUndefined();
    const looks = await db().auditEntry.findMany({
      where: { actor: `user:${administrator.userId}` },
      orderBy: { at: "asc" },
    });
    expect(looks.map(({ subject, outcome }) => [subject, outcome])).toEqual([
      [`user:${userId}`, "ok"],
      ["nobody", "not_found"],
    ]);
  });

  test("cannot be done to oneself or to an unknown person", async () => {
    for (const change of [disablePerson, resetFactors])
      expect(await change(administrator, administrator.userId)).toMatchObject({ refusal: { code: "forbidden" } });
    for (const change of [disablePerson, enablePerson, resetFactors])
      expect(await change(administrator, uuidv7())).toMatchObject({ refusal: { code: "not_found" } });
    expect(await auditedOn(administrator.userId)).toEqual([]);
  });
});

describe("a person who is disabled", () => {
  test("has no session, API client or access token, even after being enabled again", async () => {
    const email = `${uuidv7()}@example.com`;
    const userId = await aPerson(email);
    const token = await signedIn(email);
    const organizationId = await anOrganization();
    const family = await db().tokenFamily.create({ data: { id: uuidv7(), userId, endsAt: inMinutes(60) } });
    const access = await db().accessToken.create({
      data: { userId, organizationId, name: "till", tokenHash: uuidv7(), hint: "…", scopes: [] },
    });
    expect(await disablePerson(administrator, userId)).toEqual({ ok: true });
    expect((await findPerson(administrator, email))?.disabledAt).toBeInstanceOf(Date);
    expect((await signInWithPassword({ email, password: PASSWORD })).ok).toBe(false);
    expect(await disablePerson(administrator, userId)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await enablePerson(administrator, userId)).toEqual({ ok: true });
    expect(await findSessionUser(token)).toBeUndefined();
    expect((await db().tokenFamily.findUniqueOrThrow({ where: { id: family.id } })).revokedAt).toBeInstanceOf(Date);
    expect((await db().accessToken.findUniqueOrThrow({ where: { id: access.id } })).revokedAt).toBeInstanceOf(Date);
    expect((await signInWithPassword({ email, password: PASSWORD })).ok).toBe(true);
    const entries = await db().auditEntry.findMany({
      where: { subject: `user:${userId}`, actor: `user:${administrator.userId}`, action: { not: "person.look" } },
      orderBy: { at: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual(["person.disable", "person.enable"]);
  });
});

describe("a person who lost every second factor", () => {
  test("signs in with the first one after a reset, which ends all sessions and sends a mail", async () => {
    const { userId, email, session } = await aPersonWithApp();
    await db().passkey.create({
      data: { id: uuidv7(), userId, publicKey: new Uint8Array(1), counter: 0, transports: [], name: "Phone" },
    });
    const stranger = await aPersonWithApp();
    expect(await findPerson(administrator, email)).toMatchObject({ hasAuthenticator: true, passkeys: 1, sessions: 1 });
    expect(await resetFactors(administrator, userId)).toEqual({ ok: true });
    expect(await findSessionUser(session)).toBeUndefined();
    expect(await db().recoveryCode.count({ where: { userId } })).toBe(0);
    expect(await findPerson(administrator, email)).toMatchObject({ hasAuthenticator: false, passkeys: 0, sessions: 0 });
    expect((await noticesTo(userId)).at(-1)).toBe("two_factor_changed");
    expect(await auditedOn(userId)).toContain("person.reset_factors ok");
    expect(await resetFactors(administrator, userId)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await findSessionUser(stranger.session)).toMatchObject({ userId: stranger.userId });
  });

  test("needs no second factor afterwards", async () => {
    const email = `${uuidv7()}@example.com`;
    const userId = await aPerson(email);
    await db().twoFactor.create({ data: { userId, sealedSecret: "sealed", confirmedAt: new Date() } });
    const asked = await signInWithPassword({ email, password: PASSWORD });
    expect(asked).not.toHaveProperty("session");
    await resetFactors(administrator, userId);
    expect(expectOpen(await signInWithPassword({ email, password: PASSWORD })).session.token).toBeTruthy();
  });
});
