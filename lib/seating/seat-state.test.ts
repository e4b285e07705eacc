import fc from "fast-check";
import { expect, test } from "vitest";
import { bitmapBytes, readState, type SeatStateCode, writeState } from "./seat-state.ts";

test("a seat's state has its documented place: two bits a seat, four seats a byte, the first in the lowest bits", () => {
  const bitmap = new Uint8Array(bitmapBytes(5));
  expect(bitmap).toHaveLength(2);
  writeState(bitmap, 1, 1);
  writeState(bitmap, 4, 3);
  writeState(bitmap, 5, 2);
  expect([...bitmap]).toEqual([0b11_00_00_01, 0b10]);
});

test("writing a state changes that seat and no other", () => {
  const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 3 })));
  fc.assert(
    fc.property(changes, (list) => {
      const bitmap = new Uint8Array(bitmapBytes(50));
      const plain = new Map<number, number>();
      for (const [seatId, state] of list) {
        writeState(bitmap, seatId, state as SeatStateCode);
        plain.set(seatId, state);
      }
      for (let seatId = 1; seatId <= 50; seatId++) expect(readState(bitmap, seatId)).toBe(plain.get(seatId) ?? 0);
    }),
  );
});
