import { expect, test } from "vitest";
import { basketWithout } from "./reservation-fragments.ts";

test("a basket without some of its seats keeps the others in their order, with their prices", () => {
  const basket = { seatIds: [9, 4, 6], unitMinor: [100, 200, 400] };
  expect(basketWithout(basket, new Set([4]))).toEqual({ seatIds: [9, 6], unitMinor: [100, 400], totalMinor: 500 });
  expect(basketWithout(basket, new Set([4, 6, 9]))).toBeUndefined();
  expect(basketWithout(basket, new Set())).toMatchObject({ totalMinor: 700 });
});
