import { expect, test } from "vitest";
import type { OpenedRoom } from "#components/seat-map/seat-room";
import type { LevelNowWire } from "#lib/pricing/steps/step-contract";
import { pricedRoom } from "./use-priced-room.ts";

const level = (id: number, priceMinor: number) => ({ id, name: "", priceMinor, feeMinor: 0, layoutCategories: [] });
const opened = {
  event: { currency: "EUR", levels: [level(1, 3_000), level(2, 9_000)] },
} as unknown as OpenedRoom;
const note: LevelNowWire = {
  ...{ price_level_id: 1, name: "", price: 30, regular_price: 45, cause: "early_bird", announced: null },
  ...{ until: "2027-01-01T10:00:00.000Z", until_sold: null, next_price: 45 },
};

test("the map shows the prices that the stream named last, and those of the page before", () => {
  const before = pricedRoom(opened, { prices: {}, notes: [note] });
  expect(before.event.levels.map(({ priceMinor }) => priceMinor)).toEqual([3_000, 9_000]);
  expect(before.notes.get(1)).toBe(note);
  const after = pricedRoom(opened, { prices: { 1: 45, 2: 90 }, notes: [note] });
  expect(after.event.levels.map(({ priceMinor }) => priceMinor)).toEqual([4_500, 9_000]);
});

test("what is said of a price is said only as long as it is the price", () => {
  expect(pricedRoom(opened, { prices: { 1: 45 }, notes: [note] }).notes.size).toBe(0);
});
