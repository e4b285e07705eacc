import { expect, test } from "vitest";
import { bitmapBytes, readState, writeState } from "#lib/seating/seat-state";
import { buildMapModel } from "./map-geometry.ts";
import { createSeatAdvice } from "./seat-advice.ts";
import { createSeatCalls } from "./seat-calls.ts";
import { createSeatSession } from "./seat-session.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

/** The small hall with its first seat removed, so that seat 101 stands where seat 1 stood. */
function aChangedModel() {
  const layout = smallHall();
  const count = layout.sections.reduce((sum, { capacity }) => sum + capacity, 0);
  return {
    count,
    model: buildMapModel({ ...layout, seatIds: [count + 1, 1, 2, count - 1] }, { levels: SMALL_HALL_LEVELS }),
  };
}

function openWith(chosen: readonly number[]) {
  const { count, model } = aChangedModel();
  const session = createSeatSession({
    ...{ eventId: 7, model, max: 4, chosen, api: createSeatCalls(7) },
    advice: createSeatAdvice(model, new Date(Date.now() + 30 * 86_400_000), "lenient"),
    storage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
  });
  return { count, session, state: session.store.getState };
}

test("seats that were chosen before the hall changed stay chosen, and a removed one is said to be gone", () => {
  const { session, state } = openWith([2, 3]);
  expect([session.chosenIds(), state().notice]).toEqual([[2, 3], undefined]);
  const other = openWith([1, 2]);
  expect([other.session.chosenIds(), other.state().notice]).toEqual([[2], { kind: "hall-changed" }]);
});

test("states and changes name seats by id, wherever they stand", () => {
  const { count, session, state } = openWith([]);
  const states = new Uint8Array(bitmapBytes(count + 1));
  writeState(states, 1, 3);
  writeState(states, count + 1, 2);
  session.takeSnapshot(states);
  expect([1, 2].map((position) => readState(state().board.states, position))).toEqual([2, 0]);
  session.takeChanges([[count + 1, 0, 1]]);
  session.toggle(1);
  expect(session.chosenIds()).toEqual([count + 1]);
});
