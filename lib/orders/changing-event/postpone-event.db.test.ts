import { beforeEach, describe, expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { eventJsonLd } from "#lib/catalog/event-json-ld";
import { findEventNow } from "#lib/catalog/find-event";
import { searchEvents } from "#lib/catalog/search-events";
import { orderMails } from "#lib/notifications/order-mails";
import { db } from "#lib/platform/db/db";
import { isOpenDate, OPEN_DATE_MS } from "#lib/platform/open-date";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { checkInTicket } from "#lib/tickets/check-in-ticket";
import { tokenOfTicket } from "#lib/tickets/token-of-ticket";
import { verifyAtGate } from "#lib/tickets/verify-at-gate";
import { aHeldReservation, aMember, anEventOnSale, anOpenOrder, aPaidOrder, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { quoteReservation } from "../placing/quote-order.ts";
import { readOrder } from "../reading/read-order.ts";
import { refundOffer } from "../refunding/refund-offer.ts";
import { claimSettlement } from "../settling/payment-store.ts";
import { holderTeller } from "../telling/tell-holders.ts";
import { aShop } from "../testing/shop.ts";
import { eventSales } from "../withdrawing/event-sales.ts";
import { previewEventChange } from "./preview-event-change.ts";

aDatabase();
const shop = aShop();

beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

async function change(eventId: number, wanted: object) {
  const person = await aMember(await sellerOf(eventId), "MANAGER");
  const changed = await changeEvent(person, eventId, { change: eventChangeBody.parse(wanted), sales: eventSales });
  await workFacts(holderTeller, orderMails);
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
  return changed;
}

const postpone = (eventId: number) => change(eventId, { status: "postponed" });
const mailsOf = (eventId: number, orderId: string) =>
  db().notification.findMany({
    where: { dedupeKey: { startsWith: `changed:${eventId}:${orderId}:` } },
    orderBy: { createdAt: "asc" },
  });
const unfolded = (calendar: string | null | undefined) => calendar?.replace(/\r\n[ \t]/g, "") ?? "";
const rowOf = (id: number) => db().event.findUniqueOrThrow({ where: { id } });

describe("an event that is put off without a new date", () => {
  test("says so to its holders, whose tickets stay valid and whose calendars let the entry go", async () => {
    const eventId = await anEventOnSale({ title: "La Traviata" });
    const order = await aPaidOrder(eventId);
    const before = await rowOf(eventId);
    expect(await postpone(eventId)).toMatchObject({ ok: true });
    const [mail, ...more] = await mailsOf(eventId, order.id);
    expect(more).toEqual([]);
    expect(mail?.text).toContain("Postponed: new date to be announced. It was to start on ");
    expect(mail?.text).not.toContain("2100");
    expect(mail?.html).not.toContain("2100");
    expect(unfolded(mail?.calendar)).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1/);
    const read = await readOrder(order.person, { number: order.number });
    expect(read).toMatchObject({ ok: true, order: { tickets: [{ status: "live" }, { status: "live" }] } });
    const page = await findEventNow(eventId);
    expect(page).toMatchObject({ saleState: "postponed", left: 0, offered: null });
    const document = JSON.parse(page ? eventJsonLd(page, "http://shop") : "{}");
    expect(document).toMatchObject({
      ...{ eventStatus: "https://schema.org/EventPostponed", startDate: before.startsAt.toISOString(), offers: [] },
    });
    expect(document.endDate).toBeUndefined();
    expect(await checkInvariants()).toEqual([]);
  });

  test("is shown first, and found by a search after the date that it had", async () => {
    const eventId = await anEventOnSale({ title: "Nabucco postponed" });
    await aPaidOrder(eventId);
    const person = await aMember(await sellerOf(eventId), "MANAGER");
    const preview = await previewEventChange(person, eventId, { status: "postponed" });
    expect(preview).toMatchObject({ effects: { parts: ["time"], orders: 1, tickets: 2, taken_off_sale: false } });
    const until = Date.parse((preview.ok && preview.effects.refundable_until) || "");
    expect(Math.round((until - Date.now()) / DAY_MS)).toBe(14);
    expect((await rowOf(eventId)).startsAt.getTime()).toBeLessThan(OPEN_DATE_MS);
    await postpone(eventId);
    const { data } = await searchEvents({ q: "Nabucco postponed" });
    expect(data.map(({ id, saleState }) => [id, saleState])).toEqual([[eventId, "postponed"]]);
    const dated = await anEventOnSale({ title: "Nabucco postponed no more" });
    for (const sort of ["date", "-date"] as const) {
      const sorted = await searchEvents({ q: "Nabucco postponed", sort });
      expect(sorted.data.map(({ id }) => id)).toEqual([dated, eventId]);
    }
  });

  test("sells nothing: free seats are not held, and a hold is not quoted and not paid for", async () => {
    const eventId = await anEventOnSale();
    const held = await aHeldReservation(eventId, [5, 6]);
    await postpone(eventId);
    await expect(aHeldReservation(eventId, [7])).rejects.toThrow("closed");
    // The reason is the postponement, and not that a sale is over.
    const changed = { refusal: { code: "event_changed", change: { parts: ["time"] } } };
    expect(await quoteReservation(held.person, held, {})).toMatchObject(changed);
    expect(await shop.commit(held)).toMatchObject(changed);
    expect(await db().order.count({ where: { eventId } })).toBe(0);
  });

  test("finishes a payment that was under way", async () => {
    const eventId = await anEventOnSale();
    const { held, payment } = await anOpenOrder(eventId);
    await postpone(eventId);
    const captured = { status: "CAPTURED", gatewayId: `pi_demo_${payment.id}`, methodLabel: "Visa" } as const;
    await claimSettlement(payment, captured, undefined);
    const tickets = await db().ticket.findMany({ where: { eventId, orderId: payment.orderId } });
    expect(tickets.map(({ status }) => status)).toEqual(held.seatIds.map(() => "LIVE"));
  });

  test("may be given back by the change, and by its own terms for as long as there is no date to count from", async () => {
    const [plain, withTerms] = [await anEventOnSale(), await anEventOnSale({ refundUntilHours: 24 })];
    const orders = [await aPaidOrder(plain), await aPaidOrder(withTerms)];
    for (const eventId of [plain, withTerms]) await postpone(eventId);
    const [first, second] = await Promise.all(
      orders.map(({ person, number }) => refundOffer(person, { number, linkKey: undefined })),
    );
    expect(Math.round((Date.parse(first?.until ?? "") - Date.now()) / DAY_MS)).toBe(14);
    expect(isOpenDate(second?.until ?? "")).toBe(true);
    const [mail] = await mailsOf(withTerms, orders[1]?.id ?? "");
    expect(mail?.text).toContain("The last day for it is said with the new date.");
  });

  test("lets nobody in at the gate, and its tickets can be signed", async () => {
    const eventId = await anEventOnSale({ startsInHours: 1 });
    const order = await aPaidOrder(eventId);
    await postpone(eventId);
    const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, orderId: order.id } });
    const steward = await aMember(await sellerOf(eventId), "GATE");
    const verified = await verifyAtGate(steward, { code: tokenOfTicket(ticket, await rowOf(eventId)) });
    expect(verified).toMatchObject({ answer: { verdict: "not_yet", has_date: false } });
    const gate = { code: tokenOfTicket(ticket, await rowOf(eventId)), event_id: eventId, gate: "North" };
    const refused = await checkInTicket(steward, gate);
    expect(refused).toMatchObject({ refusal: { code: "invalid_ticket", reason: "not_yet" } });
    expect(JSON.stringify(refused)).not.toContain("admits_from");
  });

  test("is put off once, however often it is said", async () => {
    const eventId = await anEventOnSale();
    const order = await aPaidOrder(eventId);
    await postpone(eventId);
    expect(await postpone(eventId)).toMatchObject({ ok: true });
    expect(await mailsOf(eventId, order.id)).toHaveLength(1);
  });

  test("is put off once by two organizers at once, and keeps how long it lasts and the date that it had", async () => {
    const eventId = await anEventOnSale();
    const order = await aPaidOrder(eventId);
    const before = await rowOf(eventId);
    const both = await Promise.all([postpone(eventId), postpone(eventId)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await mailsOf(eventId, order.id)).toHaveLength(1);
    const row = await rowOf(eventId);
    expect(row).toMatchObject({ revision: 1, lastChange: { before: { startsAt: before.startsAt.toISOString() } } });
    const length = ({ startsAt, endsAt }: typeof row) => endsAt.getTime() - startsAt.getTime();
    expect(length(row)).toBe(length(before));
  });

  test("may have begun: an evening that is broken off is put off too", async () => {
    const eventId = await anEventOnSale({ startsInHours: -1, salesStartInHours: -48 });
    expect(await postpone(eventId)).toMatchObject({ ok: true });
    expect(await findEventNow(eventId)).toMatchObject({ saleState: "postponed" });
  });
});

describe("its new date", () => {
  test("is told by a second mail, comes into calendars, and opens the sale again", async () => {
    const eventId = await anEventOnSale({ title: "La Traviata", refundUntilHours: 24 });
    const order = await aPaidOrder(eventId);
    await postpone(eventId);
    const start = inDays(90);
    expect(await change(eventId, { start_time: start })).toMatchObject({ ok: true });
    const mails = await mailsOf(eventId, order.id);
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toContain("It had been postponed. Its new date: ");
    expect(mails[1]?.text).not.toContain("2100");
    expect(unfolded(mails[1]?.calendar)).toMatch(/METHOD:PUBLISH[\s\S]*SEQUENCE:2/);
    const row = await rowOf(eventId);
    expect([row.startsAt, row.salesEndAt].map((at) => at.toISOString())).toEqual([start, start]);
    expect([row.endsAt.getTime() - row.startsAt.getTime(), row.startsAt.getTime() - row.doorsAt.getTime()]).toEqual([
      ...[3 * HOUR_MS, HOUR_MS],
    ]);
    expect(await findEventNow(eventId)).toMatchObject({ saleState: "on_sale" });
    const offer = await refundOffer(order.person, { number: order.number, linkKey: undefined });
    expect(offer?.until).toBe(new Date(Date.parse(start) - 24 * HOUR_MS).toISOString());
    await aPaidOrder(eventId, [8]);
  });

  test("opens no sale that had not begun, until its start is said", async () => {
    const eventId = await anEventOnSale({ salesStartInHours: 48 });
    await postpone(eventId);
    const refused = await change(eventId, { start_time: inDays(90) });
    expect(refused).toMatchObject({ refusal: { code: "invalid_request", fields: [{ path: "sales_start_time" }] } });
    expect(await change(eventId, { start_time: inDays(90), sales_start_time: inDays(5) })).toMatchObject({ ok: true });
    expect(await findEventNow(eventId)).toMatchObject({ saleState: "upcoming" });
    await expect(aHeldReservation(eventId)).rejects.toThrow("closed");
  });
});

describe("what cannot be", () => {
  const problemOf = async (eventId: number, wanted: object) => {
    const changed = await change(eventId, wanted);
    return changed.ok || changed.refusal.code !== "invalid_request"
      ? []
      : changed.refusal.fields?.map(({ path }) => path);
  };

  test("is said beside its field, and changes nothing", async () => {
    const eventId = await anEventOnSale();
    expect(await problemOf(eventId, { start_time: "2100-01-01T00:00:00Z", end_time: "2100-01-02T00:00:00Z" })).toEqual([
      "start_time",
    ]);
    expect(await problemOf(eventId, { status: "postponed", end_time: inDays(40) })).toEqual(["end_time"]);
    const before = await rowOf(eventId);
    expect(before.revision).toBe(0);
    await postpone(eventId);
    expect(await problemOf(eventId, { doors_time: inDays(40) })).toContain("doors_time");
    for (const status of ["DRAFT", "CANCELLED"] as const) {
      const other = await anEventOnSale();
      await db().event.update({ where: { id: other }, data: { status } });
      expect(await problemOf(other, { status: "postponed" })).toEqual(["status"]);
    }
    const over = await anEventOnSale({ startsInHours: -10, salesStartInHours: -48 });
    expect(await problemOf(over, { status: "postponed" })).toEqual(["status"]);
  });

  test("is no reason against other changes: words change while there is no date", async () => {
    const eventId = await anEventOnSale();
    const order = await aPaidOrder(eventId);
    await postpone(eventId);
    expect(await change(eventId, { description: "We look for a date." })).toMatchObject({ ok: true });
    expect(await mailsOf(eventId, order.id)).toHaveLength(1);
    expect(await findEventNow(eventId)).toMatchObject({ saleState: "postponed" });
  });
});
