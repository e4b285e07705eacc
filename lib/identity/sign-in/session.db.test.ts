import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db/db";
import { runInContext } from "#lib/platform/http/request-context";
import { aDatabase } from "#lib/platform/testing/database";
import { authOptions } from "../auth-options.ts";
import { listSessions } from "../queries.ts";
import { accountFactsOf, aPerson, inMinutes, PASSWORD, signedIn } from "../testing/people.ts";
import { endOtherSessions, endSession } from "./end-session.ts";
import { beginSession, openPendingSignIn, openSession } from "./open-session.ts";
import { findSessionUser, hashToken } from "./session-store.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";

aDatabase();

const DAY = 24 * 60;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
let count = 0;
let email = "";
let userId = "";

beforeEach(async () => {
  count += 1;
  email = `seat-${count}@example.com`;
  userId = await aPerson(email);
});

const rowOf = (token: string) => db().session.findUniqueOrThrow({ where: { sessionToken: hashToken(token) } });
const change = (token: string, data: object) =>
  db().session.update({ where: { sessionToken: hashToken(token) }, data });
const minutesFromNow = (at: Date) => Math.round((at.getTime() - Date.now()) / 60_000) + 0;

describe("what is kept of a session", () => {
  it("gives a reader of the database no access", async () => {
    const token = await signedIn(email);
    const row = await rowOf(token);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await findSessionUser(row.sessionToken)).toBeUndefined();
    expect(await authOptions().adapter?.getSessionAndUser?.(row.sessionToken)).toBeNull();
  });

  it("is ended by next-auth's sign-out too", async () => {
    const token = await signedIn(email);
    await authOptions().adapter?.deleteSession?.(token);
    expect(await findSessionUser(token)).toBeUndefined();
  });

  it("is never opened by next-auth, which would ask for no second factor", async () => {
    const opening = authOptions().adapter?.createSession?.({ sessionToken: "x", userId, expires: inMinutes(5) });
    await expect(opening).rejects.toThrow("second factor");
    expect(await db().session.count({ where: { userId } })).toBe(0);
  });
});

describe("the time of a session", () => {
  it("of a fan is at most 14 idle days and 30 in total", async () => {
    const row = await rowOf(await signedIn(email));
    expect([minutesFromNow(row.expires), minutesFromNow(row.endsAt)]).toEqual([14 * DAY, 30 * DAY]);
  });

  it("of staff of an organization or the platform is at most 12 idle hours and 7 days in total", async () => {
    const organization = await db().organization.create({ data: { name: "House", slug: `house-${count}` } });
    await db().membership.create({ data: { userId, organizationId: organization.id, role: "GATE" } });
    const gate = await rowOf(await signedIn(email));
    await db().membership.deleteMany({ where: { userId } });
    await db().user.update({ where: { id: userId }, data: { role: "ADMIN" } });
    const admin = await rowOf(await signedIn(email));
    for (const row of [gate, admin])
      expect([minutesFromNow(row.expires), minutesFromNow(row.endsAt)]).toEqual([12 * 60, 7 * DAY]);
  });

  it("is extended by use, at most once in five minutes", async () => {
    const token = await signedIn(email);
    await change(token, { expires: inMinutes(60), lastSeenAt: inMinutes(-4) });
    await findSessionUser(token);
    expect(minutesFromNow((await rowOf(token)).expires)).toBe(60);
    await change(token, { lastSeenAt: inMinutes(-6) });
    await findSessionUser(token);
    const row = await rowOf(token);
    expect([minutesFromNow(row.expires), minutesFromNow(row.lastSeenAt)]).toEqual([14 * DAY, 0]);
  });

  it("never extends past the total limit, however much the session is used", async () => {
    const token = await signedIn(email);
    await change(token, { endsAt: inMinutes(30), lastSeenAt: inMinutes(-6) });
    await findSessionUser(token);
    expect(minutesFromNow((await rowOf(token)).expires)).toBe(30);
    await change(token, { endsAt: inMinutes(-1), expires: inMinutes(60) });
    expect(await findSessionUser(token)).toBeUndefined();
  });

  it("is shortened once its person works for an organization", async () => {
    const token = await signedIn(email);
    await db().user.update({ where: { id: userId }, data: { role: "ADMIN" } });
    await change(token, { lastSeenAt: inMinutes(-6) });
    await findSessionUser(token);
    const row = await rowOf(token);
    expect([minutesFromNow(row.expires), minutesFromNow(row.endsAt)]).toEqual([12 * 60, 7 * DAY]);
  });
});

describe("the list of sessions", () => {
  const from = (address: string, userAgent: string) =>
    runInContext({ requestId: "r", address, userAgent }, () => signedIn(email));

  it("names browser, system and address of each, this one first", async () => {
    const here = await from("198.51.100.7", FIREFOX);
    await from("203.0.113.9", "curl/8.5.0");
    const list = await listSessions(userId, here);
    expect(list.map(({ browser, system, address, isThis }) => [browser, system, address, isThis])).toEqual([
      ["Firefox", "Linux", "198.51.100.7", true],
      ["curl", "", "203.0.113.9", false],
    ]);
    expect(JSON.stringify(list)).not.toContain(hashToken(here));
  });

  it("leaves out another person's, and one's own that was idle for too long or reached its end", async () => {
    const [here, idle, ended] = [await signedIn(email), await signedIn(email), await signedIn(email)];
    const other = `other-list-${count}@example.com`;
    await aPerson(other);
    await signedIn(other);
    expect(await listSessions(userId, here)).toHaveLength(3);
    await change(idle, { expires: inMinutes(-1) });
    expect(await listSessions(userId, here)).toHaveLength(2);
    await change(ended, { endsAt: inMinutes(-1) });
    expect((await listSessions(userId, here)).map(({ isThis }) => isThis)).toEqual([true]);
    expect([await findSessionUser(idle), await findSessionUser(ended)]).toEqual([undefined, undefined]);
  });

  it("ends one session, and only one's own", async () => {
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const other = await aPerson(`other-${count}@example.com`);
    const { id } = await rowOf(there);
    await endSession(other, id);
    expect(await findSessionUser(there)).toBeDefined();
    await endSession(userId, id);
    expect([await findSessionUser(there), (await findSessionUser(here))?.userId]).toEqual([undefined, userId]);
  });

  it("ends all others at once and keeps this one", async () => {
    const [here, ...others] = [await signedIn(email), await signedIn(email), await signedIn(email)];
    await endOtherSessions(userId, here);
    expect(await Promise.all(others.map(findSessionUser))).toEqual([undefined, undefined]);
    expect(await findSessionUser(here)).toBeDefined();
    expect((await listSessions(userId, here)).length).toBe(1);
  });
});

describe("an account with a second factor", () => {
  beforeEach(async () => {
    await db().twoFactor.create({ data: { userId, sealedSecret: "sealed", confirmedAt: new Date() } });
  });

  it("gets no session for the first factor alone, whichever it was", async () => {
    for (const how of ["password", "mail_code", "reset", "google"] as const) {
      const answer = await beginSession(userId, how);
      expect(answer).toMatchObject({ ok: false, refusal: { code: "second_factor_needed" } });
      expect("pending" in answer && openPendingSignIn(answer.pending)).toMatchObject({ userId, how });
    }
    expect(await signInWithPassword({ email, password: PASSWORD })).toMatchObject({ ok: false });
    expect(await db().session.count({ where: { userId } })).toBe(0);
  });

  it("rejects a pending text that was changed, was not sealed here, or has another purpose", async () => {
    const answer = await beginSession(userId, "password");
    const pending = "pending" in answer ? answer.pending : "";
    const bytes = Buffer.from(pending, "base64url");
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    for (const text of [bytes.toString("base64url"), "", "AAAA", "x".repeat(5_000), undefined])
      expect(openPendingSignIn(text)).toBeUndefined();
  });

  it("is marked in the session that showed it", async () => {
    const { session } = await openSession(userId, { twoFactor: true });
    expect((await findSessionUser(session.token))?.isTwoFactor).toBe(true);
  });
});

describe("a new sign-in", () => {
  const notices = () => accountFactsOf(userId, "account.new_sign_in");
  const from = (address: string, userAgent: string) =>
    runInContext({ requestId: "r", address, userAgent }, () => signedIn(email));

  it("from a new browser and address is mailed to the owner, except the very first", async () => {
    await from("198.51.100.7", FIREFOX);
    await from("198.51.100.7", FIREFOX);
    expect(await notices()).toHaveLength(0);
    await from("203.0.113.9", FIREFOX);
    expect(await notices()).toHaveLength(1);
  });

  it("is audited with its address and its way", async () => {
    await from("198.51.100.7", FIREFOX);
    const line = await db().auditEntry.findFirstOrThrow({
      where: { actor: `user:${userId}`, action: "session.open", outcome: "ok" },
    });
    expect(line).toMatchObject({ address: "198.51.100.7", detail: { how: "password", browser: "Firefox Linux" } });
  });
});
