import { expect, test } from "vitest";
import { invariant } from "#lib/platform/invariant";
import { prepareHall } from "./blocks.ts";
import { chooseAtLeastAsGood, chooseBest, chooseSubstitutes, priceOf } from "./choose-seats.ts";
import { type Layout, placesOf } from "./layout.ts";
import type { LiveSeats } from "./live-seats.ts";
import { UNPAINTED } from "./painting/level-of-seats.ts";
import { seatIdsOf } from "./seat-ids.ts";
import { seatMapOf } from "./seat-map-view.ts";
import { readState } from "./seat-state.ts";
import { bitmapWith, gridHall } from "./testing/grid-hall.ts";

/** Two rows of ten dear seats (1–20), then three rows of ten cheap ones (21–50), then five standing places (51–55). */
const layout: Layout = gridHall(
  [
    { rows: 2, blocks: [10], category: 0 },
    { rows: 3, blocks: [10], category: 1 },
  ],
  5,
);

const priceLevels = [
  { id: 1, name: "Front", priceMinor: 9_050, feeMinor: 50, layoutCategories: [0, 2] },
  { id: 2, name: "Back", priceMinor: 4_500, feeMinor: 50, layoutCategories: [1] },
];

/** An event's live seats with the given ones sold. */
function someSeats(sold: Iterable<number>, more: Partial<LiveSeats["event"]> = {}): LiveSeats {
  const now = new Date();
  const event: LiveSeats["event"] = {
    id: 7,
    slug: "an-evening",
    venueId: 3,
    layoutHash: "hash",
    layoutVersion: 2,
    capacity: 55,
    currency: "EUR",
    orphanRule: "OFF",
    seatsPerHoldMax: 4,
    startsAt: now,
    salesStartAt: now,
    salesEndAt: now,
    salePausedAt: null,
    hasAccess: false,
    doorsAt: now,
    updatedAt: now,
    publishedAt: null,
    priceLevels,
    ...{ painting: UNPAINTED, pricePaintingRevision: 0 },
    ...more,
  };
  const none = () => undefined;
  return {
    event,
    layout,
    hall: prepareHall(layout),
    ids: seatIdsOf(layout),
    placeOf: (id) => placesOf(layout)[seatIdsOf(layout).positionOf(id) - 1],
    bitmap: bitmapWith(55, sold),
    free: () => 0,
    occupied: () => 0,
    isSetAside: () => false,
    version: () => "v",
    refresh: async () => undefined,
    listen: () => none,
    snapshot: () => new Uint8Array(),
    listeners: () => 0,
    close: none,
  };
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

test("a seat costs what the level of its category costs", () => {
  const seats = someSeats([]);
  expect([priceOf(seats, 1), priceOf(seats, 20), priceOf(seats, 21), priceOf(seats, 50), priceOf(seats, 51)]).toEqual([
    9_050, 9_050, 4_500, 4_500, 9_050,
  ]);
});

test("the best seats stay within the requested price level", () => {
  const levels = [1, 2].map((priceLevel) => chooseBest(someSeats([]), { quantity: 3, priceLevel })?.seats ?? []);
  expect(levels[0]?.every((seatId) => seatId <= 20)).toBe(true);
  expect(levels[1]?.every((seatId) => seatId > 20 && seatId <= 50)).toBe(true);
  expect(chooseBest(someSeats([]), { quantity: 3, priceLevel: 99 })).toBeUndefined();
});

test("a category without a price level is never chosen", () => {
  const only = someSeats(range(21, 50), { priceLevels: priceLevels.slice(1) });
  expect(chooseBest(only, { quantity: 1 })).toBeUndefined();
});

test("substitutes are free, as many as requested, and cost the same", () => {
  const seats = someSeats(range(1, 6));
  const substitutes = chooseSubstitutes(seats, [5, 6]);
  expect(substitutes).toHaveLength(2);
  for (const seatId of substitutes) {
    expect(readState(seats.bitmap, seatId)).toBe(0);
    expect(priceOf(seats, seatId)).toBe(9_050);
  }
});

test("there are no substitutes when the level has too few seats left", () => {
  expect(chooseSubstitutes(someSeats(range(1, 19)), [5, 6])).toEqual([]);
});

test("seats for a party that lost its own are side by side and at least as good", () => {
  const seats = someSeats(range(41, 44));
  const better = chooseAtLeastAsGood(seats, [41, 42]);
  expect(better).toHaveLength(2);
  expect((better?.[1] ?? 0) - (better?.[0] ?? 0)).toBe(1);
  const dear = chooseAtLeastAsGood(someSeats(range(21, 50)), [41, 42]);
  expect(dear?.every((seatId) => priceOf(seats, seatId) === 9_050)).toBe(true);
});

test("a party that lost the best seats is not put into worse ones", () => {
  const best = chooseBest(someSeats([]), { quantity: 2, priceLevel: 1 })?.seats ?? [];
  expect(chooseAtLeastAsGood(someSeats(best), best)).toBeUndefined();
  expect(chooseAtLeastAsGood(someSeats(range(1, 20)), [1, 2])).toBeUndefined();
});

test("the whole map names every seat once, with its state and price", () => {
  const map = seatMapOf(someSeats([1, 22]));
  const all = map.sections.flatMap((section) => section.rows.flatMap((row) => row.seats));
  expect(all.map(({ id }) => id)).toEqual(range(1, 55));
  expect(all.filter(({ status }) => status === "booked").map(({ id }) => id)).toEqual([1, 22]);
  expect(all[0]).toEqual({ id: 1, seat_number: "1", status: "booked", price: 90.5 });
  expect(map).toMatchObject({ event_id: 7, venue_id: 3, layout_version: 2, currency: "EUR" });
  expect(map.sections.map(({ name, price, rows }) => [name, price, rows.length])).toEqual([
    ["Section 1", 90.5, 2],
    ["Section 2", 45, 3],
    ["Standing", 90.5, 1],
  ]);
  expect(map.sections[1]?.rows[0]?.row_number).toBe("A");
  expect(map.sections[0]?.price_range).toEqual({ min: 90.5, max: 90.5 });
});

test("a section whose rows cost different prices names the lowest and the highest of its own seats", () => {
  const [first, ...others] = layout.sections;
  const [front, ...rows] = first?.rows ?? [];
  invariant(first && front, "the hall has a section with rows");
  const cheapRow = { ...front, categories: front.numbers.map(() => 1) };
  const mixed = { ...layout, sections: [{ ...first, rows: [cheapRow, ...rows] }, ...others] };
  const { sections } = seatMapOf({
    ...someSeats([]),
    layout: mixed,
    hall: prepareHall(mixed),
    placeOf: (id) => placesOf(mixed)[id - 1],
  });
  expect(sections[0]).toMatchObject({ price: 45, price_range: { min: 45, max: 90.5 } });
  for (const { rows: listed, price_range: range } of sections) {
    const prices = listed.flatMap(({ seats }) => seats.map(({ price }) => price));
    expect(range).toEqual({ min: Math.min(...prices), max: Math.max(...prices) });
  }
});
