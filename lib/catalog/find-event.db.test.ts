import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { eventOnWire, eventPageOnWire } from "./event-wire.ts";
import { findEvent } from "./find-event.ts";
import { hallDrawing } from "./hall-drawing.ts";
import { seatPageEvent } from "./seat-page-event.ts";

aDatabase();

beforeEach(() => {
  forgetSingleton("catalog-briefly");
  forgetSingleton("catalog-seats-left");
});

/** The event without what is kept for two seconds. */
function fresh(id: number) {
  forgetSingleton("catalog-briefly");
  forgetSingleton("catalog-seats-left");
  return findEvent({ id });
}

const anEvent = () => anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 5 }) });

test("a held seat is taken while its hold lives and free the moment it lapses", async () => {
  const id = await anEvent();
  const hold = (seatId: number, heldUntil: Date) =>
    db().seat.update({
      where: { eventId_id: { eventId: id, id: seatId } },
      data: { status: "HELD", reservationId: uuidv7(), heldUntil },
    });
  await hold(1, new Date(Date.now() + 60_000));
  await hold(2, new Date(Date.now() - 1_000));
  await db().seat.update({
    where: { eventId_id: { eventId: id, id: 3 } },
    data: { status: "BOOKED", reservationId: uuidv7() },
  });
  await db().seat.update({ where: { eventId_id: { eventId: id, id: 4 } }, data: { status: "BLOCKED" } });
  const event = await findEvent({ id });
  expect(event?.left).toBe(7);
  expect(event?.levels[0]).toMatchObject({ left: 7, total: 9 });
});

test("free seats are counted again within two seconds, once for all concurrent readers", async () => {
  const id = await anEvent();
  const [first, second] = await Promise.all([findEvent({ id }), findEvent({ id })]);
  expect(first).toEqual(second);
  await db().seat.update({ where: { eventId_id: { eventId: id, id: 1 } }, data: { status: "BLOCKED" } });
  expect((await findEvent({ id }))?.left).toBe(10);
  forgetSingleton("catalog-seats-left");
  expect((await findEvent({ id }))?.left).toBe(9);
});

test("an event without a free seat is sold out", async () => {
  const id = await anEvent();
  await db().seat.updateMany({ where: { eventId: id }, data: { status: "BLOCKED" } });
  expect((await findEvent({ id }))?.saleState).toBe("sold_out");
});

test("the lowest price is one that a free seat costs, and none once no seat can be had", async () => {
  const id = await anEvent();
  const dear = { eventId: id, id: 2, name: "Front", priceMinor: 9_000, feeMinor: 0, layoutCategories: [] };
  await db().priceLevel.create({ data: dear });
  await db().seat.updateMany({ where: { eventId: id, id: { lte: 4 } }, data: { priceLevelId: 2 } });
  const [all, front] = [
    { minMinor: 4_500, maxMinor: 9_000 },
    { minMinor: 9_000, maxMinor: 9_000 },
  ];
  expect(await fresh(id)).toMatchObject({ offered: all, left: 10 });
  await db().seat.updateMany({ where: { eventId: id, id: { gt: 4 } }, data: { status: "BLOCKED" } });
  const event = await fresh(id);
  expect(event).toMatchObject({ offered: front, left: 4 });
  invariant(event, "it is on sale");
  expect(eventOnWire(event).price_range).toEqual({ min: 90, max: 90 });
  await db().seat.updateMany({ where: { eventId: id }, data: { status: "BLOCKED" } });
  expect(await fresh(id)).toMatchObject({ saleState: "sold_out", offered: null, left: 0 });
});

test("a cancelled event and one whose sale is over offer no price and no seat, though seats are free", async () => {
  const id = await anEvent();
  await db().event.update({ where: { id }, data: { status: "CANCELLED" } });
  const cancelled = await fresh(id);
  expect(cancelled).toMatchObject({ saleState: "cancelled", offered: null, left: 0, levels: [{ left: 0, total: 10 }] });
  invariant(cancelled, "a cancelled event is still found");
  expect(eventPageOnWire(cancelled)).toMatchObject({
    availability: { total_seats: 10, available_seats: 0 },
    price_levels: [{ available_seats: 0 }],
  });
  await db().event.update({ where: { id }, data: { status: "PUBLISHED", salesEndAt: new Date(Date.now() - 1_000) } });
  expect(await fresh(id)).toMatchObject({ saleState: "ended", offered: null, left: 0, levels: [{ left: 0 }] });
});

test("drafts and impossible names are not found, neither by id nor by slug", async () => {
  const id = await anEvent();
  const { slug } = await db().event.update({ where: { id }, data: { status: "DRAFT" } });
  expect(await findEvent({ id })).toBeUndefined();
  expect(await findEvent({ slug })).toBeUndefined();
  expect(await seatPageEvent(slug)).toBeUndefined();
  for (const wrong of ["", "../etc", "A", "a\u0000", "x".repeat(500)])
    expect(await findEvent({ slug: wrong })).toBeUndefined();
});

test("the seat page gets the hall's hash and the price of every category", async () => {
  const id = await anEvent();
  const { slug, layoutHash } = await db().event.findUniqueOrThrow({ where: { id } });
  expect(await seatPageEvent(slug)).toMatchObject({
    id,
    layoutHash,
    saleState: "on_sale",
    timeZone: "Europe/Madrid",
    levels: [{ id: 1, name: "Standard", priceMinor: 4_500, feeMinor: 450, layoutCategories: [0] }],
  });
});

test("the drawing of a hall has each of its sections and its stage", async () => {
  const id = await anEvent();
  const { layoutHash } = await db().event.findUniqueOrThrow({ where: { id } });
  const drawing = await hallDrawing(layoutHash);
  expect(drawing?.sections).toEqual([{ name: "Stalls", path: expect.stringMatching(/^M\d+ \d+(L\d+ \d+){3}Z$/) }]);
  expect(drawing?.stage).toHaveLength(1);
  expect(await hallDrawing("no-such-hall")).toBeUndefined();
});
