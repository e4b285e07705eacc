import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SignedIn } from "#lib/identity/identify";
import { openSession } from "#lib/identity/sign-in/open-session";
import { exportMails, mailEraser } from "#lib/notifications/erase-mails";
import { buyerEraser } from "#lib/orders/erase-buyer";
import { exportOrders } from "#lib/orders/reading/export-orders";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf, pausesPass, workFacts } from "#lib/platform/testing/facts";
import { anAccess, aPresale } from "#lib/seating/testing/an-allocation";
import {
  aBuyer,
  aMember,
  anEventOnSale,
  anOpenOrder,
  anOrganization,
  aPaidOrder,
  aPerson,
  mailOf,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { eraseAccount } from "./erase-account.ts";
import { exportAccount } from "./export-account.ts";

aDatabase();

let eventId = 0;
let seat = 1;
let email = "";
let person: SignedIn;

beforeAll(async () => {
  eventId = await anEventOnSale();
});

beforeEach(async () => {
  email = `wilhelmina-${uuidv7()}@example.com`;
  const { id } = await db().user.create({
    data: { email, name: "Wilhelmina Okafor", emailVerified: new Date(), passwordHash: "hash" },
  });
  person = { ...aPerson(`user:${id}`), userId: id, provenAt: new Date() };
});

/** A paid order with the person's name and mail on it. */
async function bought(buyerKey = `user:${person.userId}`) {
  const seats = [seat, seat + 1];
  seat += 2;
  const { id, number } = await aPaidOrder(eventId, seats, buyerKey);
  const where = { eventId_id: { eventId, id } };
  await db().order.update({ where, data: { email, name: "Wilhelmina Okafor", phone: "+34 600 123 456" } });
  await db().ticket.updateMany({ where: { eventId, orderId: id }, data: { holderName: "Wilhelmina Okafor" } });
  await db().orderItem.updateMany({ where: { eventId, orderId: id }, data: { holderName: "Wilhelmina Okafor" } });
  await db().orderAnswer.create({
    data: {
      ...{ eventId, orderId: id, place: 0, questionId: uuidv7(), kind: "SHORT_TEXT" },
      ...{ label: "What do you eat?", answers: ["Nothing with nuts, says Wilhelmina Okafor"] },
    },
  });
  return { id, number, seats };
}

/** What follows an erasure, as the server does it; a fact that was put off is tried at once. */
async function followUp(): Promise<void> {
  await pausesPass();
  await workFacts(buyerEraser, mailEraser);
}

const erase = (voidTickets = false) => eraseAccount(person, { email, voidTickets });

/** All that the tables of people, orders and mails say of anybody, but the facts that are under way. */
async function everything(): Promise<string> {
  const rows = await db().$queryRaw<{ text: string }[]>`
    SELECT u::text AS text FROM users u UNION ALL SELECT o::text FROM orders o UNION ALL SELECT t::text FROM tickets t
    UNION ALL SELECT n::text FROM notifications n UNION ALL SELECT d::text FROM notification_deliveries d UNION ALL SELECT i::text FROM invitations i UNION ALL SELECT a::text FROM audit_log a
    UNION ALL SELECT v::text FROM verification_tokens v UNION ALL SELECT l::text FROM sale_window_addresses l
    UNION ALL SELECT b::text FROM buyer_access b UNION ALL SELECT x::text FROM order_items x UNION ALL SELECT w::text FROM order_answers w`;
  return rows.map(({ text }) => text).join("\n");
}

describe("erasing an account", () => {
  it("removes all personal data everywhere and keeps the amounts and the terms in the books", async () => {
    const own = await bought();
    const asGuest = await bought(aBuyer());
    await openSession(person.userId);
    await db().notification.create({
      data: {
        ...{ id: uuidv7(), dedupeKey: uuidv7(), template: "order" },
        ...{ subject: "Wilhelmina", html: "Wilhelmina", text: "Wilhelmina" },
        deliveries: { create: { channel: "mail", address: email.toUpperCase() } },
      },
    });
    const club = await anEventOnSale();
    const windowId = await aPresale(club, { access: "LIST" });
    await db().saleWindowAddress.create({ data: { eventId: club, windowId, email } });
    await anAccess(club, `user:${person.userId}`, { windowId });
    const before = await db().order.findMany({ where: { id: { in: [own.id, asGuest.id] } }, orderBy: { id: "asc" } });
    expect(await erase()).toEqual({ ok: true });
    await followUp();
    const text = await everything();
    for (const trace of ["ilhelmina", "600 123", email, `user:${person.userId},test`])
      expect(text.toLowerCase()).not.toContain(trace.toLowerCase());
    const after = await db().order.findMany({ where: { id: { in: [own.id, asGuest.id] } }, orderBy: { id: "asc" } });
    const booked = ({ number, totalMinor, status, termsVersion, termsLocale }: (typeof after)[number]) => [
      number,
      totalMinor,
      status,
      termsVersion,
      termsLocale,
    ];
    expect(after.map(booked)).toEqual(before.map(booked));
    expect(after.map(({ termsVersion }) => termsVersion)).toEqual([0, 0]);
    const user = await db().user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(user).toMatchObject({ name: null, passwordHash: null, emailVerified: null });
    expect(user.erasedAt).toBeInstanceOf(Date);
    expect(user.disabledAt).toBeInstanceOf(Date);
    const entries = await db().auditEntry.findMany({
      where: { actor: `user:${person.userId}`, action: "account.erase" },
    });
    expect(entries).toHaveLength(1);
  });

  it("ends everything that gives access in the person's name", async () => {
    const { userId } = person;
    const organizationId = await anOrganization();
    await aMember(organizationId, "OWNER");
    await db().membership.create({ data: { organizationId, userId, role: "OWNER" } });
    await openSession(userId);
    await db().twoFactor.create({ data: { userId, sealedSecret: "x" } });
    await db().recoveryCode.create({ data: { userId, codeHash: "x" } });
    await db().passkey.create({ data: { id: userId, userId, publicKey: Buffer.from("x"), name: "Phone" } });
    await db().tokenFamily.create({ data: { id: uuidv7(), userId, endsAt: new Date() } });
    await db().accessToken.create({
      data: { organizationId, userId, name: "x", tokenHash: userId, hint: "x", scopes: [] },
    });
    expect(await erase()).toEqual({ ok: true });
    const left = await Promise.all([
      db().session.count({ where: { userId } }),
      db().twoFactor.count({ where: { userId } }),
      db().recoveryCode.count({ where: { userId } }),
      db().passkey.count({ where: { userId } }),
      db().tokenFamily.count({ where: { userId } }),
      db().accessToken.count({ where: { userId } }),
      db().membership.count({ where: { userId } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await erase()).toMatchObject({ ok: false });
  });

  it("deletes the person's own saved views and keeps the shared ones without them", async () => {
    const { userId } = person;
    const organizationId = await anOrganization();
    await aMember(organizationId, "OWNER");
    await db().membership.create({ data: { organizationId, userId, role: "OWNER" } });
    const view = { organizationId, userId, list: "events", query: "state=draft" };
    await db().savedView.create({ data: { ...view, name: "Mine", isShared: false } });
    await db().savedView.create({ data: { ...view, name: "Ours", isShared: true } });
    const exported = await exportAccount(person);
    expect(exported).toMatchObject({
      account: { saved_views: [{ name: "Mine" }, { name: "Ours", query: "state=draft", is_shared: true }] },
    });
    expect(await erase()).toEqual({ ok: true });
    expect(await db().savedView.findMany({ where: { organizationId } })).toMatchObject([
      { name: "Ours", userId: null },
    ]);
  });

  it("is refused while an organization would lose its last owner, and then changes nothing", async () => {
    const organizationId = await anOrganization("Teatro Real");
    await db().membership.create({ data: { organizationId, userId: person.userId, role: "OWNER" } });
    await aMember(organizationId, "MANAGER");
    expect(await erase()).toEqual({ ok: false, refusal: { code: "last_owner", organizations: ["Teatro Real"] } });
    expect(await db().user.count({ where: { email } })).toBe(1);
    expect(await db().membership.count({ where: { userId: person.userId } })).toBe(1);
  });

  it("requires the typed mail address, a recent proof of identity, and a session rather than a token", async () => {
    const wanted = { email, voidTickets: false };
    const old = new Date(Date.now() - 16 * 60_000);
    const { provenAt: _, ...byToken } = person;
    expect(await eraseAccount(person, { ...wanted, email: "other@example.com" })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "email" }] },
    });
    expect(await eraseAccount({ ...person, provenAt: old }, wanted)).toMatchObject({
      refusal: { code: "proof_required" },
    });
    expect(await eraseAccount(byToken, wanted)).toMatchObject({ refusal: { code: "proof_required" } });
    expect(await eraseAccount({ ...person, scopes: ["event.read"] }, wanted)).toMatchObject({
      refusal: { code: "forbidden" },
    });
    expect(await db().user.count({ where: { email } })).toBe(1);
  });

  it("keeps live tickets valid unless they are forfeited", async () => {
    const { id, seats } = await bought();
    await erase(false);
    await followUp();
    expect(await db().ticket.count({ where: { eventId, orderId: id, status: "LIVE" } })).toBe(2);
    expect(await db().seat.count({ where: { eventId, id: { in: seats }, status: "BOOKED" } })).toBe(2);
  });

  it("voids forfeited tickets, sells their seats again and keeps the money in the books", async () => {
    const { id, seats } = await bought();
    const before = await db().seat.findMany({ where: { eventId, id: { in: seats } }, orderBy: { id: "asc" } });
    await erase(true);
    const [fact] = await factsOf({ having: { userId: person.userId } });
    await followUp();
    if (fact && "handle" in buyerEraser) await buyerEraser.handle(fact);
    const after = await db().seat.findMany({ where: { eventId, id: { in: seats } }, orderBy: { id: "asc" } });
    expect(after.map(({ status, version }) => [status, version])).toEqual(
      before.map(({ version }) => ["AVAILABLE", version + 1]),
    );
    expect(await db().ticket.count({ where: { eventId, orderId: id, status: "VOID" } })).toBe(2);
    expect(await checkInvariants("at any time")).toEqual([]);
    await aPaidOrder(eventId, seats);
    expect(await checkInvariants("at any time")).toEqual([]);
  });

  it("waits for an order that is being paid until it is settled or failed", async () => {
    const seats = [seat, seat + 1];
    seat += 2;
    const { payment } = await anOpenOrder(eventId, seats, `user:${person.userId}`);
    await erase();
    await followUp();
    const where = { eventId_id: { eventId, id: payment.orderId } };
    expect((await db().order.findUniqueOrThrow({ where })).email).toBe(mailOf(`user:${person.userId}`));
    await db().order.update({ where, data: { status: "FAILED", failureReason: "unpaid" } });
    await db().payment.updateMany({ where: { orderId: payment.orderId }, data: { status: "CANCELED" } });
    await followUp();
    expect((await db().order.findUniqueOrThrow({ where })).email).toMatch(/@erased\.invalid$/);
  });
});

describe("exporting one's data", () => {
  it("answers account, orders and mails without secrets, and is audited", async () => {
    const { number } = await bought();
    await openSession(person.userId);
    const account = await exportAccount(person);
    const orders = await exportOrders(person.userId);
    expect(account).toMatchObject({ ok: true, account: { email, name: "Wilhelmina Okafor" } });
    expect(account.ok && account.account.sessions).toHaveLength(1);
    expect(orders).toMatchObject([{ order_number: number, phone: "+34 600 123 456", status: "confirmed" }]);
    expect(orders[0]?.tickets).toHaveLength(2);
    expect(await exportMails(email)).toEqual([]);
    expect(JSON.stringify(account)).not.toMatch(/hash|secret|token_hash|"session_token"/);
    const entries = await db().auditEntry.findMany({
      where: { actor: `user:${person.userId}`, action: "account.export" },
    });
    expect(entries).toHaveLength(1);
  });

  it("is refused to an organization's token", async () => {
    expect(await exportAccount({ ...person, scopes: ["event.read"] })).toMatchObject({
      refusal: { code: "forbidden" },
    });
  });
});
