import { beforeEach, describe, expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { type EventChange, eventChangeBody } from "#lib/catalog/event-contract";
import { findEventNow } from "#lib/catalog/find-event";
import { orderMails } from "#lib/notifications/order-mails";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { saveLayout } from "#lib/seating/publish-seats";
import { aMember, anEventOnSale, aPaidOrder, aPerson, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { readOrder } from "../reading/read-order.ts";
import { refundOffer } from "../refunding/refund-offer.ts";
import { claimRefund } from "../refunding/refund-store.ts";
import { aShop } from "../testing/shop.ts";
import { eventSales } from "../withdrawing/event-sales.ts";
import { holderTeller } from "./tell-holders.ts";

aDatabase();
aShop();

beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
});

const DAY_MS = 86_400_000;

async function change(eventId: number, wanted: Partial<EventChange>): Promise<void> {
  const person = await aMember(await sellerOf(eventId), "MANAGER");
  const asked = eventChangeBody.parse(wanted);
  expect((await changeEvent(person, eventId, { change: asked, sales: eventSales })).ok).toBe(true);
  await workFacts(holderTeller, orderMails);
}

/** An event in thirty days that is put off by a week, with an order from before and how things stand for it. */
async function aMovedEvent(options: Parameters<typeof anEventOnSale>[0] = {}, also: Partial<EventChange> = {}) {
  const eventId = await anEventOnSale({ title: "La Traviata", ...options });
  const order = await aPaidOrder(eventId);
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const later = (at: Date) => new Date(at.getTime() + 7 * DAY_MS).toISOString();
  const times = { start_time: later(event.startsAt), end_time: later(event.endsAt), doors_time: later(event.doorsAt) };
  await change(eventId, { ...times, ...also });
  return { eventId, order, before: event, mails: () => mailsOf(eventId, order.id) };
}

const mailsOf = (eventId: number, orderId: string) =>
  db().notification.findMany({ where: { dedupeKey: { startsWith: `changed:${eventId}:${orderId}:` } } });

describe("an event that is moved", () => {
  test("is told to its holders, with a calendar file that moves the entry", async () => {
    const { before, order, mails } = await aMovedEvent();
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("Changed: La Traviata");
    const was = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "Europe/Madrid" });
    expect(mail?.text).toContain(was.format(before.startsAt));
    expect(mail?.text).toContain(was.format(new Date(before.startsAt.getTime() + 7 * DAY_MS)));
    const file = mail?.calendar?.replace(/\r\n[ \t]/g, "") ?? "";
    expect(file).toMatch(/METHOD:PUBLISH[\s\S]*SEQUENCE:1/);
    expect(file).toContain(`UID:order-${order.number}@`);
  });

  test("may be given back until a date that page, order and API name alike, and no longer", async () => {
    const { eventId, order } = await aMovedEvent();
    const page = await findEventNow(eventId);
    const until = page?.returnUntil ?? "";
    expect(Math.round((Date.parse(until) - Date.now()) / DAY_MS)).toBe(14);
    const read = await readOrder(order.person, { number: order.number });
    expect(read).toMatchObject({ order: { refundable_until: until, event: { change: { parts: ["time"] } } } });
    const offer = () => refundOffer(order.person, { number: order.number, linkKey: undefined });
    expect((await offer())?.until).toBe(until);
    await db().event.update({ where: { id: eventId }, data: { returnUntil: new Date() } });
    expect(await offer()).toBeUndefined();
    const asked = { kind: "whole", numbers: [], amountMinor: null, reason: "x", byOwner: true, actor: "user" } as const;
    const refused = await claimRefund({ eventId, id: order.id }, { ...asked, key: "k", stepMinor: 1, gatewayId: null });
    expect(refused.said).toBe("too_late");
    await db().event.update({ where: { id: eventId }, data: { returnUntil: new Date(Date.now() + DAY_MS) } });
    const given = await claimRefund({ eventId, id: order.id }, { ...asked, key: "k", stepMinor: 1, gatewayId: null });
    expect(given.said).toBe("ok");
  });

  test("names one date on page, order and API where its own terms reach further than the change", async () => {
    const { eventId, order, before } = await aMovedEvent({ refundUntilHours: 24 });
    const until = new Date(before.startsAt.getTime() + 6 * DAY_MS).toISOString();
    expect(await findEventNow(eventId)).toMatchObject({ returnUntil: until });
    const read = await readOrder(order.person, { number: order.number });
    expect(read).toMatchObject({ order: { refundable_until: until } });
  });

  test("may be given back for as long as its organizer says", async () => {
    const { eventId } = await aMovedEvent({}, { change_return_days: 3 });
    const until = Date.parse((await findEventNow(eventId))?.returnUntil ?? "");
    expect(Math.round((until - Date.now()) / DAY_MS)).toBe(3);
  });

  test("again keeps the date that it promised first, whatever its organizer says since", async () => {
    const { eventId } = await aMovedEvent();
    const first = (await findEventNow(eventId))?.returnUntil;
    await change(eventId, { performers: ["Another singer"], change_return_days: 1 });
    expect(await findEventNow(eventId)).toMatchObject({ revision: 2, returnUntil: first });
  });

  test("opens no way back for who buys afterwards and knew", async () => {
    const { eventId } = await aMovedEvent();
    const late = await aPaidOrder(eventId, [11, 12]);
    const read = await readOrder(late.person, { number: late.number });
    expect(read).toMatchObject({ order: { refundable_until: null, event: { change: null } } });
  });

  test("that is changed in words only says nothing", async () => {
    const eventId = await anEventOnSale();
    const { id } = await aPaidOrder(eventId);
    await change(eventId, { description: "With more to read" });
    expect(await mailsOf(eventId, id)).toEqual([]);
    expect(await findEventNow(eventId)).toMatchObject({ revision: 0, lastChange: null });
  });

  test("in its title says what it was called and may be given back; another spelling says nothing", async () => {
    const eventId = await anEventOnSale({ title: "La Traviata" });
    const order = await aPaidOrder(eventId);
    await change(eventId, { title: "La traviata!" });
    expect(await mailsOf(eventId, order.id)).toEqual([]);
    await change(eventId, { subtitle: "In concert" });
    expect(await findEventNow(eventId)).toMatchObject({ lastChange: { parts: ["subtitle"] }, returnUntil: null });
    await change(eventId, { title: "Nabucco" });
    const page = await findEventNow(eventId);
    expect(page).toMatchObject({ revision: 2, lastChange: { parts: ["title"], before: { title: "La traviata!" } } });
    expect(page?.returnUntil).not.toBeNull();
    const mails = await mailsOf(eventId, order.id);
    expect(mails.map(({ text }) => text).join()).toContain(
      "Its title is now “Nabucco”. Before, it was “La traviata!”.",
    );
    expect(mails).toHaveLength(2);
  });

  test("in its programme tells who was to play, and in its doors opens no way back", async () => {
    const eventId = await anEventOnSale();
    const order = await aPaidOrder(eventId);
    const { doorsAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    await change(eventId, { doors_time: new Date(doorsAt.getTime() - 1_800_000).toISOString() });
    expect(await findEventNow(eventId)).toMatchObject({ revision: 1, returnUntil: null });
    await change(eventId, { performers: ["Another singer"] });
    const page = await findEventNow(eventId);
    expect(page).toMatchObject({ revision: 2, lastChange: { parts: ["programme"] } });
    expect(page?.returnUntil).not.toBeNull();
    expect(await mailsOf(eventId, order.id)).toHaveLength(2);
  });
});

describe("an event that moves to another venue", () => {
  const LISBON = { name: "Coliseu", address: "Rua 1", city: "Lisboa", country: "PT", timezone: "Europe/Lisbon" };

  /** An event in Madrid with an order, and a venue in Lisbon that has no layout. */
  async function aSaleAndAnotherVenue() {
    const eventId = await anEventOnSale({ title: "La Traviata" });
    const order = await aPaidOrder(eventId);
    const { id: venueId } = await db().venue.create({ data: { slug: `coliseu-${eventId}`, ...LISBON } });
    return { eventId, order, venueId, before: await db().event.findUniqueOrThrow({ where: { id: eventId } }) };
  }

  test("keeps the seats it sold, and its holders hear where it is and may give back", async () => {
    const { eventId, order, venueId, before } = await aSaleAndAnotherVenue();
    const seats = () => db().seat.findMany({ where: { eventId }, orderBy: { id: "asc" } });
    const sold = await seats();
    await change(eventId, { venue_id: venueId });
    expect(await seats()).toEqual(sold);
    const page = await findEventNow(eventId);
    expect(page).toMatchObject({
      ...{ venueName: "Coliseu", city: "Lisboa", timeZone: "Europe/Lisbon", layoutHash: before.layoutHash },
      ...{ startsAt: before.startsAt.toISOString(), revision: 1 },
      lastChange: { parts: ["time", "venue"], before: { venue: { city: "Madrid", timeZone: "Europe/Madrid" } } },
    });
    const [mail] = await mailsOf(eventId, order.id);
    expect(mail?.text).toContain("New place: Coliseu, Rua 1, Lisboa. It was ");
    const file = mail?.calendar?.replace(/\r\n[ \t]/g, "") ?? "";
    expect(file).toMatch(/SEQUENCE:1/);
    expect(file).toContain("LOCATION:Coliseu\\, Rua 1\\, Lisboa");
    const read = await readOrder(order.person, { number: order.number });
    expect(read).toMatchObject({
      order: {
        refundable_until: page?.returnUntil,
        event: {
          venue: { name: "Coliseu" },
          change: { parts: ["time", "venue"], before: { venue: { city: "Madrid" } } },
        },
      },
    });
  });

  test("goes on selling its seats there, and may be changed and moved again", async () => {
    const { eventId, order, venueId, before } = await aSaleAndAnotherVenue();
    await change(eventId, { venue_id: venueId });
    await change(eventId, { description: "In Lisbon", venue_id: venueId });
    await aPaidOrder(eventId, [11, 12]);
    await change(eventId, { venue_id: before.venueId });
    expect(await findEventNow(eventId)).toMatchObject({
      venueName: expect.not.stringContaining("Coliseu"),
      revision: 2,
    });
    expect(await mailsOf(eventId, order.id)).toHaveLength(2);
    expect(await checkInvariants()).toEqual([]);
  });

  test("gets no other layout: its seats are sold", async () => {
    const { eventId, venueId } = await aSaleAndAnotherVenue();
    const layout_hash = await saveLayout(venueId, { ...aSmallHall(), name: `Coliseu ${eventId}` });
    const person = await aMember(await sellerOf(eventId), "MANAGER");
    const asked = eventChangeBody.parse({ venue_id: venueId, layout_hash });
    const answer = await changeEvent(person, eventId, { change: asked, sales: eventSales });
    expect(answer).toEqual({ ok: false, refusal: { code: "event_has_sales" } });
    expect(await findEventNow(eventId)).toMatchObject({ city: "Madrid", revision: 0 });
  });

  test("gets the other hall's seats while none of its own is sold", async () => {
    const eventId = await anEventOnSale();
    const { id: venueId } = await db().venue.create({ data: { slug: `coliseu-${eventId}`, ...LISBON } });
    const hash = await saveLayout(venueId, { ...aSmallHall({ rows: 5 }), name: `Coliseu ${eventId}` });
    const person = await aMember(await sellerOf(eventId), "MANAGER");
    const asked = eventChangeBody.parse({ venue_id: venueId });
    const answer = await changeEvent(person, eventId, { change: asked, sales: eventSales });
    expect(answer).toEqual({ ok: true, isToPublish: true });
    expect((await db().event.findUniqueOrThrow({ where: { id: eventId } })).layoutHash).toBe(hash);
  });
});

test("nobody else's order is told", async () => {
  const { eventId } = await aMovedEvent();
  const stranger = await readOrder(aPerson(), { number: (await aPaidOrder(eventId, [21])).number });
  expect(stranger).toMatchObject({ ok: false });
});
