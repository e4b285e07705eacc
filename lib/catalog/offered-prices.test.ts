import { expect, test } from "vitest";
import { SALE_STATES } from "./contract.ts";
import { isOpenToFans, offeredPrices } from "./offered-prices.ts";

const LEVELS = [
  { priceMinor: 16_500, left: 3, total: 3 },
  { priceMinor: 12_000, left: 2, total: 5 },
  { priceMinor: 4_000, left: 0, total: 5 },
  { priceMinor: 1_000, left: 0, total: 0 },
];

test("on sale, paused or not, only prices whose seats are left are offered, before the sale all of levels with seats, and otherwise none", () => {
  const offered = Object.fromEntries(SALE_STATES.map((state) => [state, offeredPrices(state, LEVELS)]));
  expect(offered).toEqual({
    upcoming: { minMinor: 4_000, maxMinor: 16_500 },
    on_sale: { minMinor: 12_000, maxMinor: 16_500 },
    paused: { minMinor: 12_000, maxMinor: 16_500 },
    sold_out: undefined,
    ended: undefined,
    cancelled: undefined,
  });
});

test("an event without price levels offers no price", () => {
  expect(offeredPrices("upcoming", [])).toBeUndefined();
  expect(offeredPrices("on_sale", [])).toBeUndefined();
});

test("nothing is left for fans of an event that is over, cancelled, stopped or postponed", () => {
  expect(SALE_STATES.filter((state) => !isOpenToFans(state))).toEqual(["stopped", "postponed", "ended", "cancelled"]);
});
