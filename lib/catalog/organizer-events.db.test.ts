import { describe, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { openLiveSeats } from "#lib/seating/live-seats";
import { publishEvent } from "#lib/seating/publish-event";
import { anOrganization, aPaidOrder } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { changeEvent } from "./change-event.ts";
import { createEvent } from "./create-event.ts";
import { deleteEvent } from "./delete-event.ts";
import { eventChangeBody, organizerEvent, venuesAnswer } from "./event-contract.ts";
import { findEvent } from "./find-event.ts";
import { readOrganizerEvent } from "./organizer-event.ts";
import { listVenues } from "./queries.ts";
import { seatsLeft } from "./seats-left.ts";
import { anOrganizersDesk } from "./testing/an-organizers-desk.ts";

aDatabase();

const desk = anOrganizersDesk();
const { staffWith, inDays, wanted, post, patch, read, seatCount } = desk;

describe("a new event", () => {
  test("is a draft that only its organizer sees, with defaults for omitted fields", async () => {
    const id = await post();
    const event = await read(id);
    expect(organizerEvent.strict().parse(event)).toEqual(event);
    expect(event).toMatchObject({
      status: "draft",
      slug: expect.stringMatching(/^noche-de-reyes-gala-[0-9a-z]{6}$/) as string,
      organization_id: desk.organizationId,
      hold_seconds: 600,
      dispute_policy: "keep",
      layout_hash: desk.layoutHash,
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
    const draft = await readOrganizerEvent(desk.manager, id);
    expect(draft).toMatchObject({ ok: true, event: { status: "draft", availability: { available_seats: 0 } } });
    expect((await seatsLeft([id])).get(id)).toMatchObject({ left: 0, total: 0 });
    await changeEvent(desk.manager, id, { change: eventChangeBody.parse({ status: "on_sale" }), sales: eventSales });
    await publishEvent(id);
    expect(await readOrganizerEvent(desk.manager, id)).toMatchObject({
      event: { status: "on_sale", availability: { available_seats: 20, total_seats: 20 } },
    });
    expect(await findEvent({ id })).toMatchObject({ saleState: "on_sale", left: 20 });
  });

  test("of an organization that is not approved stays a draft, by every way to publish it", async () => {
    await db().organization.update({ where: { id: desk.organizationId }, data: { status: "PENDING" } });
    const refused = { ok: false, refusal: { code: "organization_not_approved" } };
    const id = await post({ status: "draft" });
    expect(await createEvent(desk.manager, wanted({ status: "on_sale" }), undefined)).toEqual(refused);
    expect(await patch(id, { status: "on_sale", title: "Another" })).toEqual(refused);
    await publishEvent(id);
    expect(await read(id)).toMatchObject({ status: "draft", title: wanted().title });
    await db().organization.update({ where: { id: desk.organizationId }, data: { status: "ACTIVE" } });
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
    ["category", { category: "no such category" }],
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
      const before = await db().event.count();
      const answer = await createEvent(desk.manager, wanted(over), undefined);
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
    const answer = await createEvent(
      desk.manager,
      wanted({ currency, price_levels: [{ name: "A", price }] }),
      undefined,
    );
    expect(answer).toMatchObject({ refusal: { fields: [{ path: "price_levels.0.price", message }] } });
  });

  test.each(["IQD", "KWD", "EUR"])("that is free may count nothing in any currency: %s", async (currency) => {
    const id = await post({ currency, status: "on_sale", price_levels: [{ name: "A", price: 0 }] });
    expect(await read(id)).toMatchObject({ status: "on_sale", price_range: { min: 0, max: 0 }, currency });
  });

  test("in a withdrawn currency is refused", async () => {
    expect(await createEvent(desk.manager, wanted({ currency: "HRK" }), undefined)).toMatchObject({
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

test("venues are listed with their newest layout and what it sells", async () => {
  const answer = await listVenues({ limit: 100 });
  expect(venuesAnswer.parse(answer)).toEqual(answer);
  const venue = answer.data.find(({ id }) => id === desk.venueId);
  expect(venue).toMatchObject({ city: "Madrid", layout: { categories: ["A", "B"] } });
  expect(answer.meta.total).toBe(answer.data.length);
});
