import fc from "fast-check";
import { expect, test } from "vitest";
import { bestAvailable } from "./best-available.ts";
import { prepareHall } from "./blocks.ts";
import { checkLayout } from "./check-layout.ts";
import { placesOf } from "./layout.ts";
import { foldIds, seatIdsOf, unfoldIds } from "./seat-ids.ts";
import { bitmapBytes, readState, writeState } from "./seat-state.ts";
import { gridHall } from "./testing/grid-hall.ts";

const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 120 });
const standing = (capacity: number) => ({ sections: [{ capacity }] });

test("ids come back from their folded form, and dense ones need none", () => {
  fc.assert(
    fc.property(someIds, (ids) => {
      const folded = foldIds(ids);
      expect(folded === undefined ? ids.map((_, i) => i + 1) : unfoldIds(folded)).toEqual(ids);
    }),
  );
  expect(foldIds([1, 2, 3])).toBeUndefined();
  expect(foldIds([1, 2, 9, 10, 3])).toEqual([1, 2, 9, 2, 3, 1]);
});

test("a seat has one position and the state of its id there, and other ids have none", () => {
  fc.assert(
    fc.property(someIds, fc.infiniteStream(fc.constantFrom(0, 1, 2, 3)), (ids, codes) => {
      const known = seatIdsOf({ ...standing(ids.length), seatIds: foldIds(ids) ?? [1, ids.length] });
      const states = new Uint8Array(bitmapBytes(known.highest));
      for (let id = 1; id <= known.highest; id++) writeState(states, id, codes.next().value as 0 | 1 | 2 | 3);
      const ordered = known.byPosition(states);
      expect(known.count).toBe(ids.length);
      ids.forEach((id, i) => {
        expect([known.positionOf(id), known.idAt(i + 1)]).toEqual([i + 1, id]);
        expect(readState(ordered, i + 1)).toBe(readState(states, id));
      });
      for (const id of [0, -1, 0.5, known.highest + 1]) expect(known.positionOf(id)).toBe(0);
    }),
  );
});

test("seats that were added into a row are sold together with their neighbours", () => {
  const dense = gridHall([{ rows: 2, blocks: [6] }]);
  // Two seats in the middle of the first row came later.
  const layout = { ...dense, seatIds: [1, 2, 20, 2, 3, 8] };
  expect(checkLayout(layout)).toEqual([]);
  expect(placesOf(layout).map(({ id }) => id)).toEqual([1, 2, 20, 21, 3, 4, 5, 6, 7, 8, 9, 10]);
  const ids = seatIdsOf(layout);
  const states = new Uint8Array(bitmapBytes(ids.highest));
  for (const id of [1, 4, 5, 6, 7, 8, 9, 10]) writeState(states, id, 2);
  const choice = bestAvailable(prepareHall(layout), ids.byPosition(states), { quantity: 4 });
  expect(choice).toMatchObject({ tier: 0 });
  expect(choice?.seats.map(ids.idAt)).toEqual([2, 20, 21, 3]);
});

test("a layout that names a seat twice, or not all of its seats, is not sound", () => {
  const layout = gridHall([{ rows: 1, blocks: [3] }]);
  expect(checkLayout({ ...layout, seatIds: [1, 2, 2, 1] })).toEqual(["seatIds: two seats have the same id"]);
  expect(checkLayout({ ...layout, seatIds: [1, 2] })).toEqual(["seatIds: 2 ids of 3 seats"]);
  expect(checkLayout({ ...layout, seatIds: [0, 3] })).toEqual(["seatIds: an id is not a whole number from 1"]);
});
