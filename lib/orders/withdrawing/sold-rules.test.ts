import { expect, test } from "vitest";
import { isSold, type Sold } from "./sold-rules.ts";

const now = new Date("2027-03-14T20:00:00Z");
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);
const sold = (over: Partial<Sold>): boolean => isSold({ hasOrders: false, holds: [], now, ...over });

test("an event without orders and reservations is not sold", () => {
  expect(sold({})).toBe(false);
});

test("an event that was ever ordered is sold, whatever became of the order", () => {
  expect(sold({ hasOrders: true })).toBe(true);
});

test.each([
  ["HELD", after, true],
  ["HELD", now, false],
  ["HELD", before, false],
  ["PAYING", before, true],
  ["CONFIRMED", before, true],
  ["EXPIRED", after, false],
  ["CANCELLED", after, false],
] as const)("a reservation that is %s until %s makes the event sold: %s", (status, lapsesAt, expected) => {
  expect(sold({ holds: [{ status, lapsesAt }] })).toBe(expected);
});

test("one kept reservation among lapsed ones is enough", () => {
  const holds = [
    { status: "EXPIRED", lapsesAt: before },
    { status: "HELD", lapsesAt: after },
  ] as const;
  expect(sold({ holds })).toBe(true);
});
