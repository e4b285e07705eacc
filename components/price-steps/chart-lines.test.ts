import fc from "fast-check";
import { expect, test } from "vitest";
import { chartLines, priceTicks } from "./chart-lines.ts";

test("a price holds until the next one comes, and to the end of the sale", () => {
  const at = (ms: number) => new Date(ms).toISOString();
  const prices = [
    { price_level_id: 1, at: at(0), price: 10 },
    { price_level_id: 1, at: at(50), price: 20 },
  ];
  const frame = { left: 0, top: 0, width: 100, height: 10 };
  expect(chartLines(prices, { frame, from: 0, until: 100, min: 10, max: 20 })).toEqual([
    { levelId: 1, path: "M0.0 10.0H50.0V0.0H100.0" },
  ]);
});

test("the axis has few round prices and reaches around all of them", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 }), (prices) => {
      const ticks = priceTicks(prices);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(...prices));
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...prices));
    }),
  );
});
