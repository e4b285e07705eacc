import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Staff } from "#lib/organizations/authority";
import type { Role } from "#lib/organizations/permissions";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { claimSeats } from "#lib/reservations/store";
import { openLiveSeats } from "#lib/seating/live-seats";
import { publishEvent } from "#lib/seating/publish-event";
import { saveLayout } from "#lib/seating/publish-seats";
import {
  aBuyer,
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOrganization,
  aPaidOrder,
  aPromoCode,
  aSmallHall,
  timeRunsOut,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { changeEvent } from "./change-event.ts";
import { createEvent } from "./create-event.ts";
import { deleteEvent } from "./delete-event.ts";
import { type EventChange, eventChangeBody, newEventBody, organizerEvent, venuesAnswer } from "./event-contract.ts";
import { findEvent } from "./find-event.ts";
import { readOrganizerEvent } from "./organizer-event.ts";
import { listVenues } from "./queries.ts";

aDatabase();

let organizationId: string;
let manager: Staff;
let venueId: number;
let hash: string;

beforeAll(async () => {
  organizationId = await anOrganization();
  manager = await staffWith("MANAGER");
  const eventId = await anEventOnSale();
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  ({ venueId } = event);
  hash = await saveLayout(venueId, {
    ...aSmallHall({ rows: 2 }),
    name: "Two kinds",
    categories: [{ name: "A" }, { name: "B" }],
  });
});

// Pages cache an event for two seconds; these tests must see every change.
beforeEach(() => {
  for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
});

async function staffWith(role: Role, organization = organizationId): Promise<Staff> {
  return aMember(organization, role);
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

function wanted(over: Record<string, unknown> = {}) {
  return newEventBody.parse({
    organization_id: organizationId,
    title: "Noche de Reyes: ¡gala!",
    category: "concert",
    venue_id: venueId,
    start_time: inDays(30),
    end_time: inDays(30.2),
    currency: "EUR",
    price_levels: [
      { name: "A", price: 45.5, fee: 4.5, layout_categories: [0] },
      { name: "B", price: 20, layout_categories: [1] },
    ],
    ...over,
  });
}

/** Creates and publishes like the endpoint. */
async function post(over: Record<string, unknown> = {}, key?: string): Promise<number> {
  const body = wanted(over);
  const made = await createEvent(manager, body, key);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  if (body.status === "on_sale") await publishEvent(made.id);
  return made.id;
}

async function patch(id: number, change: Record<string, unknown>, person = manager) {
  const changed = await changeEvent(person, id, {
    change: eventChangeBody.parse(change) as EventChange,
    sales: eventSales,
  });
  if (changed.ok && changed.isToPublish) await publishEvent(id);
  return changed;
}

const read = async (id: number) => {
  const answer = await readOrganizerEvent(manager, id);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.event;
};
const seatCount = (eventId: number) => db().seat.count({ where: { eventId } });

describe("a new event", () => {
  test("is a draft that only its organizer sees, with defaults for omitted fields", async () => {
    const id = await post();
    const event = await read(id);
    expect(organizerEvent.strict().parse(event)).toEqual(event);
    expect(event).toMatchObject({
      status: "draft",
      slug: expect.stringMatching(/^noche-de-reyes-gala-[0-9a-z]{6}$/) as string,
      organization_id: organizationId,
      hold_seconds: 600,
      dispute_policy: "keep",
      layout_hash: hash,
      price_range: { min: 20, max: 45.5 },
      published_at: null,
    });
    expect(Date.parse(event.start_time) - Date.parse(event.doors_time)).toBe(3_600_000);
    expect(event.sales_end_time).toBe(event.start_time);
    expect(await findEvent({ id })).toBeUndefined();
    expect(await openLiveSeats(id)).toBeUndefined();
  });

  test("that is to be on sale has its seats at once, and can be bought", async () => {
    const id = await post({ status: "on_sale" });
    expect(await findEvent({ id })).toMatchObject({ saleState: "on_sale", left: 20, capacity: 20 });
    await aPaidOrder(id, [1, 2]);
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("answers on sale at once when it is put on sale, though its draft was read a moment before", async () => {
    const id = await post({ status: "draft" });
    const draft = await readOrganizerEvent(manager, id);
    expect(draft).toMatchObject({ ok: true, event: { status: "draft", availability: { available_seats: 0 } } });
    await changeEvent(manager, id, { change: eventChangeBody.parse({ status: "on_sale" }), sales: eventSales });
    await publishEvent(id);
    expect(await readOrganizerEvent(manager, id)).toMatchObject({
      event: { status: "on_sale", availability: { available_seats: 20, total_seats: 20 } },
    });
  });

  test("of an organization that is not approved stays a draft, by every way to publish it", async () => {
    await db().organization.update({ where: { id: organizationId }, data: { status: "PENDING" } });
    const refused = { ok: false, refusal: { code: "organization_not_approved" } };
    const id = await post({ status: "draft" });
    expect(await createEvent(manager, wanted({ status: "on_sale" }), undefined)).toEqual(refused);
    expect(await patch(id, { status: "on_sale", title: "Another" })).toEqual(refused);
    await publishEvent(id);
    expect(await read(id)).toMatchObject({ status: "draft", title: wanted().title });
    await db().organization.update({ where: { id: organizationId }, data: { status: "ACTIVE" } });
    expect(await patch(id, { status: "on_sale" })).toMatchObject({ ok: true });
    expect(await read(id)).toMatchObject({ status: "on_sale" });
  });

  test("is created once for a repeated request, even when the first one died before publishing", async () => {
    const first = await post({ status: "draft" }, "user:1 key");
    expect(await post({ status: "on_sale" }, "user:1 key")).toBe(first);
    expect(await post({ status: "on_sale" }, "user:1 key")).toBe(first);
    expect(await seatCount(first)).toBe(20);
    expect(await post({}, "user:1 other key")).not.toBe(first);
    expect(await db().auditEntry.count({ where: { action: "event.create", eventId: first } })).toBe(1);
  });

  test.each([
    ["end_time", { end_time: inDays(29) }],
    ["doors_time", { doors_time: inDays(31) }],
    ["sales_end_time", { sales_start_time: inDays(30), sales_end_time: inDays(29) }],
    ["seats_per_buyer_max", { seats_per_reservation_max: 9 }],
    ["currency", { currency: "XQX" }],
    ["category", { category: "sport" }],
    ["venue_id", { venue_id: 2_000_000 }],
    ["layout_hash", { layout_hash: "0".repeat(64) }],
    ["price_levels", { price_levels: [{ name: "A", price: 1, layout_categories: [0] }] }],
    [
      "price_levels.1.layout_categories",
      {
        price_levels: [
          { name: "A", price: 1, layout_categories: [0, 1] },
          { name: "B", price: 1, layout_categories: [1] },
        ],
      },
    ],
    ["price_levels.0.layout_categories", { price_levels: [{ name: "A", price: 1, layout_categories: [0, 1, 2] }] }],
    ["price_levels.0.price", { price_levels: [{ name: "A", price: 1.005 }] }],
    ["price_levels.0.fee", { price_levels: [{ name: "A", price: 1, fee: 2 }] }],
    ["price_levels.0.price", { price_levels: [{ name: "A", price: 1e7 }] }],
  ] as [string, Record<string, unknown>][])(
    "that contradicts itself is refused by its field %s: %j",
    async (path, over) => {
      // The name of a category that this database does not have.
      await db().category.deleteMany({ where: { slug: "sport" } });
      const before = await db().event.count();
      const answer = await createEvent(manager, wanted(over), undefined);
      expect(answer).toMatchObject({ refusal: { code: "invalid_request" } });
      expect(
        answer.ok || answer.refusal.code !== "invalid_request" ? [] : answer.refusal.fields.map((field) => field.path),
      ).toContain(path);
      expect(await db().event.count()).toBe(before);
    },
  );

  test.each([
    ["KWD", 5.125, "a price in KWD goes in steps of 0.010"],
    ["EUR", 0.1, "the smallest charge in EUR is 0.50"],
    ["HUF", 100, "the smallest charge in HUF is 175.00"],
    ["ISK", 0.5, "a price in ISK goes in steps of 1"],
    ["IQD", 5_000, "no payment gateway takes IQD: only a price of 0 is possible"],
  ])("at a price that no payment could pay is refused beside the price: %s %d", async (currency, price, message) => {
    const answer = await createEvent(manager, wanted({ currency, price_levels: [{ name: "A", price }] }), undefined);
    expect(answer).toMatchObject({ refusal: { fields: [{ path: "price_levels.0.price", message }] } });
  });

  test.each(["IQD", "KWD", "EUR"])("that is free may count nothing in any currency: %s", async (currency) => {
    const id = await post({ currency, status: "on_sale", price_levels: [{ name: "A", price: 0 }] });
    expect(await read(id)).toMatchObject({ status: "on_sale", price_range: { min: 0, max: 0 }, currency });
  });

  test("in a withdrawn currency is refused", async () => {
    expect(await createEvent(manager, wanted({ currency: "HRK" }), undefined)).toMatchObject({
      refusal: { fields: [{ path: "currency", message: "is a currency that has been withdrawn" }] },
    });
  });

  test("with a misspelt field is refused", () => {
    expect(() => wanted({ sales_strat_time: inDays(3) })).toThrow("sales_strat_time");
  });
});

describe("an event of an organization", () => {
  test("does not exist for others, and may not be changed by those whose role is too small", async () => {
    const id = await post();
    const [foreign, gate] = [await staffWith("OWNER", await anOrganization()), await staffWith("GATE")];
    const missing = { ok: false, refusal: { code: "not_found" } };
    const forbidden = { ok: false, refusal: { code: "forbidden" } };
    expect(await patch(id, { title: "x" }, foreign)).toEqual(missing);
    expect(await deleteEvent(foreign, id, eventSales)).toEqual(missing);
    expect(await readOrganizerEvent(foreign, id)).toEqual(missing);
    expect(await deleteEvent(foreign, 2_000_000, eventSales)).toEqual(missing);
    expect(await createEvent(foreign, wanted(), undefined)).toEqual(missing);
    expect(await patch(id, { title: "x" }, gate)).toEqual(forbidden);
    expect(await deleteEvent(gate, id, eventSales)).toEqual(forbidden);
    expect(await createEvent(gate, wanted(), undefined)).toEqual(forbidden);
    expect(await read(id)).toMatchObject({ title: "Noche de Reyes: ¡gala!" });
  });
});

describe("a change", () => {
  test("touches only the fields it names, and reaches the process that keeps the seats in memory", async () => {
    const id = await post({ status: "on_sale", limits: { hot: true } });
    const live = await openLiveSeats(id);
    const before = await read(id);
    await patch(id, { subtitle: "Otra vez", refund_until_hours: 24, seats_per_reservation_max: 6, orphan_rule: "off" });
    const after = await read(id);
    expect(after).toEqual({
      ...before,
      subtitle: "Otra vez",
      refund_until_hours: 24,
      seats_per_reservation_max: 6,
      orphan_rule: "off",
      updated_at: after.updated_at,
    });
    expect(after.updated_at > before.updated_at).toBe(true);
    const ruleHeard = async () => {
      await live?.refresh();
      return live?.event.orphanRule;
    };
    await expect.poll(ruleHeard).toBe("OFF");
    await patch(id, { refund_until_hours: null });
    expect(await read(id)).toMatchObject({ refund_until_hours: null, limits: { hot: true } });
  });

  test("of the dispute policy is read back, and other changes leave it", async () => {
    const id = await post({ status: "on_sale", dispute_policy: "void" });
    expect(await read(id)).toMatchObject({ dispute_policy: "void" });
    await patch(id, { subtitle: "Otra vez" });
    expect(await read(id)).toMatchObject({ dispute_policy: "void" });
    await patch(id, { dispute_policy: "keep" });
    expect(await read(id)).toMatchObject({ dispute_policy: "keep" });
    expect((await db().event.findUniqueOrThrow({ where: { id } })).disputePolicy).toBe("KEEP");
  });

  test("of a price applies to free seats: a hold keeps its price, and the audit log has both prices", async () => {
    const id = await post({ status: "on_sale" });
    const held = await aHeldReservation(id, [1]);
    await patch(id, {
      price_levels: [
        { name: "A+", price: 60, layout_categories: [0] },
        { name: "B", price: 20, layout_categories: [1] },
      ],
    });
    const later = await aHeldReservation(id, [2]);
    expect([held.totalMinor, later.totalMinor]).toEqual([4_550, 6_000]);
    const line = await db().auditEntry.findFirstOrThrow({ where: { action: "event.update", eventId: id } });
    expect(line).toMatchObject({
      actor: manager.keys[0],
      organizationId,
      detail: {
        before: [{ priceMinor: 4_550 }, { priceMinor: 2_000 }],
        after: [{ priceMinor: 6_000 }, { priceMinor: 2_000 }],
      },
    });
    const reservation = await db().reservation.findFirstOrThrow({ where: { eventId: id, id: held.id } });
    expect(reservation.unitMinor).toEqual([4_550]);
  });

  test("publishes a draft; a cancelled event stays cancelled, and a draft cannot be cancelled", async () => {
    const id = await post();
    expect(await patch(id, { status: "cancelled" })).toMatchObject({ refusal: { code: "invalid_request" } });
    await patch(id, { status: "on_sale", title: "At last" });
    expect(await read(id)).toMatchObject({ status: "on_sale", title: "At last" });
    await patch(id, { status: "cancelled" });
    expect(await read(id)).toMatchObject({ status: "cancelled" });
    await expect(aHeldReservation(id, [1])).rejects.toThrow("closed");
    expect(await patch(id, { status: "on_sale" })).toMatchObject({ refusal: { code: "invalid_request" } });
  });

  test.each([
    ["the set of price levels", { price_levels: [{ name: "All", price: 30 }] }],
    ["the currency", { currency: "USD" }],
    ["the hall", { layout_hash: "other" }],
  ])("of %s is accepted while no seat is sold or held, and refused afterwards", async (_what, change) => {
    const bigger = await saveLayout(venueId, {
      ...aSmallHall({ rows: 3 }),
      name: `Bigger ${Math.random()}`,
      categories: [{ name: "A" }, { name: "B" }],
    });
    const given = "layout_hash" in change ? { layout_hash: bigger } : change;
    const id = await post({ status: "on_sale", layout_hash: hash });
    const old = await openLiveSeats(id);
    await timeRunsOut(await aHeldReservation(id, [3]));
    expect(await patch(id, given)).toMatchObject({ ok: true });
    const after = await read(id);
    expect(after).toMatchObject({ status: "on_sale", ...("currency" in given ? { currency: "USD" } : {}) });
    expect(await seatCount(id)).toBe("layout_hash" in given ? 30 : 20);
    const isReplaced = async () => {
      await old?.refresh();
      return (await openLiveSeats(id)) !== old;
    };
    await expect.poll(isReplaced).toBe(true);
    await aHeldReservation(id, [1]);
    const back = { layout_hash: hash, currency: "GBP" };
    expect(await patch(id, back)).toEqual({ ok: false, refusal: { code: "event_has_sales" } });
    expect(await read(id)).toMatchObject({ status: "on_sale", currency: after.currency });
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("that died after the event was taken out of the shop is finished by its repetition", async () => {
    const id = await post({ status: "on_sale" });
    const change = eventChangeBody.parse({ currency: "USD" }) as EventChange;
    await changeEvent(manager, id, { change, sales: eventSales });
    expect(await findEvent({ id })).toBeUndefined();
    await patch(id, { currency: "USD" });
    expect(await read(id)).toMatchObject({ status: "on_sale", currency: "USD" });
  });

  test("is a fact, and so is putting an event on sale", async () => {
    const id = await post();
    await patch(id, { subtitle: "x" });
    await patch(id, { status: "on_sale" });
    const facts = (await factsOf({ subject: "event" })).filter(({ eventId }) => eventId === id);
    expect(facts.map(({ type }) => type)).toEqual(["event.changed", "event.changed", "event.published"]);
  });
});

describe("deleting", () => {
  test("removes a draft, or an event without holds and orders, with everything that belongs to it", async () => {
    const [draft, unsold] = [await post(), await post({ status: "on_sale" })];
    await timeRunsOut(await aHeldReservation(unsold, [1, 2]));
    for (const id of [draft, unsold]) {
      expect(await deleteEvent(manager, id, eventSales)).toEqual({ ok: true });
      expect(await deleteEvent(manager, id, eventSales)).toEqual({ ok: false, refusal: { code: "not_found" } });
    }
    expect(await db().reservation.count({ where: { eventId: unsold } })).toBe(0);
    expect(await seatCount(unsold)).toBe(0);
    await expect(aHeldReservation(unsold, [1])).rejects.toThrow("closed");
  });

  test("leaves no promo code, queue or refused hold behind, and one audit entry", async () => {
    const id = await post({ status: "on_sale" });
    await aPromoCode(id);
    const [buyerKey, now] = [aBuyer(), new Date()];
    await db().refusedHold.create({
      data: { eventId: id, buyerKey, idempotencyKey: "k", fingerprint: "f", refusal: "seats_taken" },
    });
    await db().waitingRoom.create({ data: { eventId: id, seedHash: "h", sealedSeed: "s", opensAt: now } });
    await db().queueTicket.create({ data: { eventId: id, id: uuidv7(), buyerKey } });
    expect(await deleteEvent(manager, id, eventSales)).toEqual({ ok: true });
    const where = { eventId: id };
    const left = await Promise.all([
      db().promoCode.count({ where }),
      db().refusedHold.count({ where }),
      db().queueTicket.count({ where }),
      db().waitingRoom.count({ where }),
      db().priceLevel.count({ where }),
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0]);
    expect(await db().auditEntry.findMany({ where: { ...where, action: "event.delete" } })).toMatchObject([
      { organizationId, actor: manager.keys[0], outcome: "ok", detail: { status: "published" } },
    ]);
  });

  test("closes the sale for every hold of a batch, each with its own verdict", async () => {
    const [gone, other] = [await post({ status: "on_sale" }), await post({ status: "on_sale", layout_hash: hash })];
    await deleteEvent(manager, gone, eventSales);
    const wish = (eventId: number, seatIds: number[]) => ({
      reservationId: uuidv7(),
      eventId,
      buyerKey: aBuyer(),
      clientReservationId: uuidv7(),
      seatIds,
      ttlSeconds: 600,
    });
    const tooMany = wish(other, [5, 6, 7, 8, 9]);
    const closed = await claimSeats([wish(gone, [1]), wish(gone, [2])]);
    const verdicts = await claimSeats([wish(other, [1, 2]), tooMany, wish(other, [3])]);
    expect([...closed, ...verdicts].map(({ kind }) => kind)).toEqual([
      "closed",
      "closed",
      "held",
      "over_limit",
      "held",
    ]);
  });

  test("is refused while a seat is held, and for good once there is an order", async () => {
    const id = await post({ status: "on_sale", layout_hash: hash });
    const held = await aHeldReservation(id, [1, 2]);
    const refused = { ok: false, refusal: { code: "event_has_sales" } };
    expect(await deleteEvent(manager, id, eventSales)).toEqual(refused);
    await timeRunsOut(held);
    await aPaidOrder(id, [5]);
    expect(await deleteEvent(manager, id, eventSales)).toEqual(refused);
    expect(await seatCount(id)).toBe(20);
  });
});

test("venues are listed with their newest layout and what it sells", async () => {
  const answer = await listVenues({ limit: 100 });
  expect(venuesAnswer.parse(answer)).toEqual(answer);
  const venue = answer.data.find(({ id }) => id === venueId);
  expect(venue).toMatchObject({ city: "Madrid", layout: { categories: ["A", "B"] } });
  expect(answer.meta.total).toBe(answer.data.length);
});
