import { expect, test } from "vitest";
import { soldOutLevels } from "#lib/catalog/sold-out-levels";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aHeldReservation, aMember, anOrganization, aPaidOrder, sellerOf } from "#prisma/seed/builders";
import { priceOf } from "../choose-seats.ts";
import { openLiveSeats } from "../live-seats.ts";
import { publishEvent } from "../publish-event.ts";
import { readState } from "../seat-state.ts";
import { aSaleToPaint, levelsBySaying, levelsInRows } from "../testing/a-painted-sale.ts";
import { paintPrices, readPricePainting } from "./paint-prices.ts";
import { pricePaintingBody } from "./painting-contract.ts";

aDatabase();

type Sale = Awaited<ReturnType<typeof aSaleToPaint>>;
const paint = ({ eventId, owner }: Sale, body: object) =>
  paintPrices(owner, eventId, pricePaintingBody.parse({ revision: 0, ...body }));
const refusal = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });
const [CLOSED, ROW_A] = [null, { section: "Stalls", row: "A" }];

/** The same event as a draft without seats. */
async function aDraftToPaint(): Promise<Sale> {
  const sale = await aSaleToPaint();
  await db().seat.deleteMany({ where: { eventId: sale.eventId } });
  await db().event.update({ where: { id: sale.eventId }, data: { status: "DRAFT", publishedAt: null } });
  return sale;
}

test("a draft's seats get the painted levels at publication, the finest first", async () => {
  const sale = await aDraftToPaint();
  const painted = await paint(sale, {
    sections: [{ section: "Stalls", price_level: 2 }],
    rows: [{ ...ROW_A, price_level: 1 }],
    seats: [
      { seat_ids: [1], price_level: CLOSED },
      { seat_ids: [2], price_level: 2 },
    ],
  });
  expect(painted).toMatchObject({ ok: true, answer: { is_applied: true, changed: 10, kept: { held: 0, sold: 0 } } });
  await publishEvent(sale.eventId);
  expect(await levelsInRows(sale.eventId)).toEqual([0, 2, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]);
  expect(await levelsBySaying(sale.eventId)).toEqual(await levelsInRows(sale.eventId));
});

test("a repaint of a published event changes free seats, on every map, and keeps those that people have", async () => {
  const sale = await aSaleToPaint();
  const { eventId, owner } = sale;
  await aPaidOrder(eventId, [1]);
  await aHeldReservation(eventId, [2]);
  const before = await openLiveSeats(eventId);
  expect(before && priceOf(before, 3)).not.toBe(9_000);
  const body = { rows: [{ ...ROW_A, price_level: 2 }], seats: [{ seat_ids: [5], price_level: CLOSED }] };
  const kept = { held: 1, sold: 1 };
  expect(await paint(sale, { ...body, dry_run: true })).toMatchObject({
    ...{ ok: true, answer: { is_applied: false, changed: 3, kept } },
  });
  expect(await levelsInRows(eventId)).toEqual(Array.from({ length: 12 }, () => 1));
  expect(await paint(sale, body)).toMatchObject({ ok: true, answer: { is_applied: true, changed: 3, kept } });
  expect((await levelsInRows(eventId)).slice(0, 6)).toEqual([1, 1, 2, 2, 0, 1]);
  expect(await levelsBySaying(eventId)).toEqual(await levelsInRows(eventId));
  const live = await openLiveSeats(eventId);
  expect(live && [1, 2, 3, 4].map((id) => priceOf(live, id) === 9_000)).toEqual([false, false, true, true]);
  expect(live && [3, 5].map((id) => readState(live.bitmap, id))).toEqual([0, 3]);
  expect(await db().event.findUniqueOrThrow({ where: { id: eventId } })).toMatchObject({ hasAccess: false });
  const read = await readPricePainting(owner, eventId);
  expect(read.ok && read.painting).toMatchObject({
    ...{ revision: 1, rows: body.rows, seats: body.seats },
    kept: [{ seat_ids: [1, 2], price_level: 1 }],
    levels: [
      { price_level: 1, seats: 9 },
      { price_level: 2, seats: 2, value: 180 },
      { price_level: null, seats: 1, value: 0 },
    ],
  });
  const [entry] = await db().auditEntry.findMany({ where: { eventId, action: "event.paint_prices" } });
  expect(entry?.detail).toMatchObject({ changed: 3, kept });
});

test("a seat that was kept follows the next repaint once nobody has it, and a closed one opens again", async () => {
  const sale = await aSaleToPaint();
  const held = await aHeldReservation(sale.eventId, [1]);
  await paint(sale, { rows: [{ ...ROW_A, price_level: 2 }], seats: [{ seat_ids: [4], price_level: CLOSED }] });
  await db().seat.updateMany({
    where: { eventId: sale.eventId, reservationId: held.id },
    data: { status: "AVAILABLE", reservationId: null, heldUntil: null },
  });
  const again = await paint(sale, { revision: 1, rows: [{ ...ROW_A, price_level: 2 }] });
  expect(again).toMatchObject({ ok: true, answer: { changed: 2, kept: { held: 0, sold: 0 } } });
  expect((await levelsInRows(sale.eventId)).slice(0, 5)).toEqual([2, 2, 2, 2, 1]);
});

test("the second of two organizers is refused with what the first painted, and changes nothing", async () => {
  const sale = await aSaleToPaint();
  const seats = [{ seat_ids: [1], price_level: 2 }];
  await paint(sale, { seats });
  expect(await paint(sale, { seats: [{ seat_ids: [2], price_level: 2 }] })).toMatchObject(
    refusal("price_painting_changed", { painting: { revision: 1, seats } }),
  );
  expect((await levelsInRows(sale.eventId)).slice(0, 2)).toEqual([2, 1]);
});

test("what is not there and what is named twice is said beside its field, and nothing is painted", async () => {
  const sale = await aSaleToPaint();
  await aSaleToPaint();
  const wrong = await paint(sale, {
    sections: [
      { section: "Balcony", price_level: 1 },
      { section: "Stalls", price_level: 3 },
      { section: "Stalls", price_level: 1 },
    ],
    rows: [
      { section: "Stalls", row: "Z", price_level: 1 },
      { section: "Balcony", row: "A", price_level: 1 },
    ],
    seats: [{ seat_ids: [1, 99, 1], price_level: 2 }],
  });
  const paths = ["sections.0.section", "sections.1.price_level", "sections.2.section", "rows.0.row", "rows.1.section"];
  expect(wrong).toEqual(
    refusal("invalid_request", {
      fields: [...paths, "seats.0.seat_ids", "seats.0.seat_ids"].map((path) => ({ path, message: expect.any(String) })),
    }),
  );
  expect(await db().event.findUniqueOrThrow({ where: { id: sale.eventId } })).toMatchObject({
    ...{ painting: {}, pricePaintingRevision: 0 },
  });
});

test("only members who may change the event paint it, and a foreign event is not there", async () => {
  const sale = await aSaleToPaint();
  const gate = await aMember(await sellerOf(sale.eventId), "GATE");
  const stranger = await aMember(await anOrganization("Elsewhere"), "OWNER");
  for (const body of [{}, { dry_run: true }]) {
    expect(await paint({ ...sale, owner: gate }, body)).toMatchObject(refusal("forbidden"));
    expect(await paint({ ...sale, owner: stranger }, body)).toMatchObject(refusal("not_found"));
  }
  expect(await readPricePainting(stranger, sale.eventId)).toMatchObject(refusal("not_found"));
});

test("a level that lost its last seat counts as sold out for the search", async () => {
  const sale = await aSaleToPaint();
  await paint(sale, { sections: [{ section: "Stalls", price_level: 2 }] });
  await workFacts(soldOutLevels);
  expect(await db().soldOutLevels.findUnique({ where: { eventId: sale.eventId } })).toMatchObject({ levelIds: [1] });
});
