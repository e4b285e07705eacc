import { expect, test } from "vitest";
import { bitmapBytes, type SeatStateCode, writeState } from "#lib/seating/seat-state";
import { closedWordOf } from "./access-lens.ts";
import { countLeft } from "./left-counts.ts";
import { buildMapModel } from "./map-geometry.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });

/** Of the balcony, seats 51 to 66: so many sold, the rest in a state. */
function closedWith(sold: number, rest: SeatStateCode) {
  const states = new Uint8Array(bitmapBytes(model.seatCount));
  for (let id = 51; id <= 66; id++) writeState(states, id, id < 51 + sold ? 2 : rest);
  const { closed } = countLeft(model, states, SMALL_HALL_LEVELS.length);
  return [closed.sections[1], closed.levels[1]];
}

test("a level is closed, not sold out, when nothing of it is free and most of it is not sold", () => {
  expect(closedWith(0, 3)).toEqual([1, 1]);
  expect(closedWith(7, 3)).toEqual([1, 1]);
});

test("it is sold out when most of it is sold, and neither while something is free", () => {
  expect(closedWith(16, 3)).toEqual([0, 0]);
  expect(closedWith(12, 3)).toEqual([0, 0]);
  expect(closedWith(0, 0)).toEqual([0, 0]);
});

test("what is said of it is true for this buyer", () => {
  const access = {
    ...{ is_open: true, sells_alone: false, price_levels: null, seat_ids: [], seats_until: null, presale: null },
    announced: null,
  };
  expect(closedWordOf(undefined)).toBe("closed");
  expect(closedWordOf(access)).toBe("closed");
  expect(closedWordOf({ ...access, is_open: false })).toBe("closedToYou");
  expect(closedWordOf({ ...access, sells_alone: true, is_open: false })).toBe("closedByLink");
  expect(closedWordOf({ ...access, price_levels: [1] })).toBe("closedInPresale");
});
