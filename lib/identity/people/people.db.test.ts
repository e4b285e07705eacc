import { beforeEach, describe, expect, test } from "vitest";
import { administrator as authority } from "#lib/organizations/account-authority";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anOrganization, aPerson as aPersonAs } from "#prisma/seed/builders";
import type { Administrator, SignedIn } from "../identify.ts";
import { findSessionUser } from "../sign-in/session-store.ts";
import { signInWithPassword } from "../sign-in/sign-in-with-password.ts";
import { aPerson, expectOpen, inMinutes, jobsOf, PASSWORD, signedIn } from "../testing/people.ts";
import { anAccount, aPersonWithApp, auditedOn, noticesTo } from "../testing/second-factors.ts";
import { disablePerson } from "./disable-person.ts";
import { enablePerson } from "./enable-person.ts";
import { endSessions } from "./end-sessions.ts";
import { erasePerson } from "./erase-person.ts";
import { listAllPeople, lookAtPerson } from "./list-people.ts";
import { resendVerification } from "./resend-verification.ts";
import { resetFactors } from "./reset-factors.ts";

aDatabase();

let administrator: Administrator;
beforeEach(async () => {
  const { userId } = await anAccount();
  administrator = { ...someone(userId), isAdmin: true, isTwoFactor: true };
});

const REASON = "A program resold tickets.";
const disable = (userId: string) => disablePerson(administrator, { userId, reason: REASON });
const enables = (userId: string) => enablePerson(administrator, userId);
const resets = (userId: string) => resetFactors(administrator, userId);
const ends = (userId: string) => endSessions(administrator, userId);
const resends = (userId: string) => resendVerification(administrator, userId);

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

  test("lists all, newest first, page by page, and finds by a part of name or address without regard to accents and case", async () => {
    const mark = uuidv7();
    const ids: string[] = [];
    for (const name of ["José", "Ana", "Bo_b"]) {
      const { id } = await db().user.create({
        data: { email: `${name.slice(0, 2)}x-${mark}@example.com`, name: `${name} ${mark}` },
      });
      ids.unshift(id);
    }
    const page = await listAllPeople({ q: mark.toUpperCase(), limit: 2 });
    expect(page.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(page.meta.next_cursor).toBe(ids[1]);
    const next = await listAllPeople({ q: mark, limit: 2, cursor: page.meta.next_cursor ?? undefined });
    expect(next).toMatchObject({ data: [{ id: ids[2] }], meta: { next_cursor: null } });
    expect((await listAllPeople({ q: `JOSE ${mark}` })).data).toHaveLength(1);
    expect((await listAllPeople({ q: `Bo%b ${mark}` })).data).toEqual([]);
    expect((await listAllPeople({ q: `Bo_b ${mark}` })).data).toHaveLength(1);
    expect((await listAllPeople({ limit: 3 })).data.map(({ id }) => id)).toEqual(ids);
  });

  test("reads a search along its index", async () => {
    await db()
      .$executeRaw`INSERT INTO users (email, name) SELECT 'many-' || n || '@example.com', 'Many ' || n FROM generate_series(1, 5000) n`;
    await db().$executeRaw`ANALYZE users`;
    const plan = await db().$queryRaw<{ "QUERY PLAN": string }[]>`EXPLAIN SELECT id FROM users
      WHERE erased_at IS NULL AND plain_text(coalesce(name, '') || ' ' || email::text) LIKE plain_text('%many 4711%') ORDER BY id DESC LIMIT 50`;
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("users_words_trgm");
  });

  test("shows an erased account as one, without what named it, and finds it by no word", async () => {
    const { userId } = await anAccount();
    const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } });
    await db().$transaction((tx) => erasePerson(tx, { userId, email }));
    expect(await lookAtPerson(administrator, userId)).toMatchObject({
      ...{ name: null, email: null, state: "erased", disablement: null, sessions: 0, administrator: false },
    });
    expect((await listAllPeople({ q: "erased-" })).data).toEqual([]);
    for (const act of [endSessions, resendVerification, enablePerson])
      expect(await act(administrator, userId)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await disable(userId)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("audits each look at a person", async () => {
    const { userId } = await anAccount();
    const missing = uuidv7();
    expect(await lookAtPerson(administrator, userId)).toMatchObject({ id: userId, state: "active" });
    expect(await lookAtPerson(administrator, missing)).toBeUndefined();
    const looks = await db().auditEntry.findMany({
      where: { actor: `user:${administrator.userId}`, action: "person.look" },
      orderBy: { at: "asc" },
    });
    expect(looks.map(({ subject, outcome }) => [subject, outcome])).toEqual([
      [`user:${userId}`, "ok"],
      [`user:${missing}`, "not_found"],
    ]);
  });

  test("cannot be done to oneself or to an unknown person", async () => {
    for (const change of [disable, resets, ends, resends])
      expect(await change(administrator.userId)).toMatchObject({ refusal: { code: "forbidden" } });
    for (const change of [disable, enables, resets, ends, resends])
      expect(await change(uuidv7())).toMatchObject({ refusal: { code: "not_found" } });
    expect(await auditedOn(administrator.userId)).toEqual([]);
  });

  test("the proof of an address is sent again to those who have not given it, and audited", async () => {
    const email = `${uuidv7()}@example.com`;
    const { id } = await db().user.create({ data: { email, locale: "es" } });
    expect(await resends(id)).toEqual({ ok: true });
    expect(await jobsOf("send-mail-code", { email })).toMatchObject([{ email, locale: "es" }]);
    expect(await auditedOn(id)).toEqual(["person.resend_verification ok"]);
    await db().user.update({ where: { id }, data: { emailVerified: new Date() } });
    expect(await resends(id)).toMatchObject({ refusal: { code: "already_verified" } });
    await db().user.update({ where: { id }, data: { emailVerified: null } });
    await disable(id);
    expect(await resends(id)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await jobsOf("send-mail-code", { email })).toHaveLength(1);
  });

  test("all sessions of a person end, those of API clients too, and their access tokens stay", async () => {
    const email = `${uuidv7()}@example.com`;
    const userId = await aPerson(email);
    const [first, second] = [await signedIn(email), await signedIn(email)];
    await db().tokenFamily.create({ data: { id: uuidv7(), userId, endsAt: inMinutes(60) } });
    const organizationId = await anOrganization();
    const access = await db().accessToken.create({
      data: { userId, organizationId, name: "till", tokenHash: uuidv7(), hint: "…", scopes: [] },
    });
    expect(await lookAtPerson(administrator, userId)).toMatchObject({ sessions: 3 });
    expect(await ends(userId)).toEqual({ ok: true, ended: 3 });
    for (const token of [first, second]) expect(await findSessionUser(token)).toBeUndefined();
    expect((await db().accessToken.findUniqueOrThrow({ where: { id: access.id } })).revokedAt).toBeNull();
    expect((await signInWithPassword({ email, password: PASSWORD })).ok).toBe(true);
    expect(await auditedOn(userId)).toContain("person.end_sessions ok");
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
    expect(await disable(userId)).toEqual({ ok: true });
    expect(await lookAtPerson(administrator, userId)).toMatchObject({
      state: "disabled",
      disablement: { reason: REASON },
    });
    expect((await signInWithPassword({ email, password: PASSWORD })).ok).toBe(false);
    expect(await disable(userId)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await enablePerson(administrator, userId)).toEqual({ ok: true });
    expect(await findSessionUser(token)).toBeUndefined();
    expect((await db().tokenFamily.findUniqueOrThrow({ where: { id: family.id } })).revokedAt).toBeInstanceOf(Date);
    expect((await db().accessToken.findUniqueOrThrow({ where: { id: access.id } })).revokedAt).toBeInstanceOf(Date);
    expect((await signInWithPassword({ email, password: PASSWORD })).ok).toBe(true);
    const entries = await db().auditEntry.findMany({
      where: { subject: `user:${userId}`, actor: `user:${administrator.userId}`, action: { not: "person.look" } },
      orderBy: { at: "asc" },
    });
    expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
      ["person.disable", { reason: REASON }],
      ["person.enable", {}],
    ]);
    expect(await lookAtPerson(administrator, userId)).toMatchObject({ state: "active", disablement: null });
  });
});

describe("a person who lost every second factor", () => {
  test("signs in with the first one after a reset, which ends all sessions and sends a mail", async () => {
    const { userId, session } = await aPersonWithApp();
    await db().passkey.create({
      data: { id: uuidv7(), userId, publicKey: new Uint8Array(1), counter: 0, transports: [], name: "Phone" },
    });
    const stranger = await aPersonWithApp();
    const look = () => lookAtPerson(administrator, userId);
    expect(await look()).toMatchObject({ second_factors: { authenticator: true, passkeys: 1 }, sessions: 1 });
    expect(await resetFactors(administrator, userId)).toEqual({ ok: true });
    expect(await findSessionUser(session)).toBeUndefined();
    expect(await db().recoveryCode.count({ where: { userId } })).toBe(0);
    expect(await look()).toMatchObject({ second_factors: { authenticator: false, passkeys: 0 }, sessions: 0 });
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
