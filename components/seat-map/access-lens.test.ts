import { expect, test } from "vitest";
import type { OwnAccessWire } from "#lib/seating/access/access-contract";
import { bitmapBytes, readState, type SeatStateCode, writeState } from "#lib/seating/seat-state";
import { accessLens, opensByAccess } from "./access-lens.ts";
import { buildMapModel } from "./map-geometry.ts";
import { createSeatAdvice } from "./seat-advice.ts";
import { createSeatCalls } from "./seat-calls.ts";
import { createSeatSession } from "./seat-session.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });
/** Seats 1 and 2 of the stalls are set aside, 51 is in the balcony. */
const access = (over: Partial<OwnAccessWire> = {}): OwnAccessWire => ({
  ...{
    is_open: true,
    sells_alone: false,
    price_levels: null,
    seat_ids: [1, 2],
    seats_until: null,
    presale: null,
    announced: null,
  },
  ...over,
});
const seen = (own: OwnAccessWire, states: readonly (readonly [number, SeatStateCode])[]) =>
  states.map(([position, state]) => accessLens(model, SMALL_HALL_LEVELS, own)(position, state));

test("own seats that are set aside are free while nobody has them, and those of others stay blocked", () => {
  const states = [
    [1, 3],
    [2, 1],
    [2, 2],
    [3, 3],
    [4, 0],
  ] as const;
  expect(seen(access(), states)).toEqual([0, 1, 2, 3, 0]);
});

test("a link that sells its seats alone, and a sale that is not open, block all other seats", () => {
  const states = [
    [1, 3],
    [4, 0],
    [5, 2],
  ] as const;
  expect(seen(access({ sells_alone: true }), states)).toEqual([0, 3, 2]);
  expect(seen(access({ is_open: false }), states)).toEqual([0, 3, 2]);
});

test("a presale of some price levels blocks the seats of the others", () => {
  const states = [
    [4, 0],
    [51, 0],
    [1, 3],
  ] as const;
  expect(seen(access({ price_levels: [2] }), states)).toEqual([3, 0, 0]);
});

test("choosing opens before the general sale and after it is sold out for whom access opens it", () => {
  const none = access({ seat_ids: [] });
  expect(opensByAccess("upcoming", none)).toBe(true);
  expect(opensByAccess("upcoming", access({ seat_ids: [], is_open: false }))).toBe(false);
  expect(opensByAccess("sold_out", none)).toBe(false);
  expect(opensByAccess("sold_out", access())).toBe(true);
  expect(opensByAccess("stopped", access())).toBe(false);
  expect(opensByAccess("upcoming", undefined)).toBe(false);
});

test("the session sees whole states and changes through the lens, and frees an own seat whose hold lapsed", () => {
  const session = createSeatSession({
    ...{ eventId: 7, model, max: 4, api: createSeatCalls(7) },
    advice: createSeatAdvice(model, new Date(Date.now() + 30 * 86_400_000), "lenient"),
    storage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    lens: accessLens(model, SMALL_HALL_LEVELS, access({ sells_alone: true })),
  });
  const states = new Uint8Array(bitmapBytes(model.seatCount));
  for (const position of [1, 2, 3]) writeState(states, position, 3);
  session.takeSnapshot(states);
  const shown = () => [1, 2, 3, 4].map((position) => readState(session.store.getState().board.states, position));
  expect(shown()).toEqual([0, 0, 3, 3]);
  session.toggle(1);
  session.toggle(4);
  expect(session.chosenIds()).toEqual([1]);
  session.takeChanges([[2, 1, 5]]);
  expect(shown()).toEqual([0, 1, 3, 3]);
  session.takeChanges([
    [2, 3, 5],
    [4, 0, 9],
  ]);
  expect(shown()).toEqual([0, 0, 3, 3]);
});
