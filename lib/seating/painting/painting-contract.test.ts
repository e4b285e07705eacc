import { expect, test } from "vitest";
import { LAYOUT_PLACES_MAX, SEAT_LIST_BYTES_MAX } from "../check-layout.ts";
import { pricePaintingBody } from "./painting-contract.ts";

test("every seat of the largest hall can be painted by itself, in a body that is read", () => {
  const seat_ids = Array.from({ length: LAYOUT_PLACES_MAX }, (_, i) => i + 1);
  const body = { revision: 0, seats: [{ seat_ids, price_level: 1 }] };
  expect(JSON.stringify(body).length).toBeLessThan(SEAT_LIST_BYTES_MAX);
  expect(pricePaintingBody.safeParse(body).success).toBe(true);
});
