import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readState, type SeatChange, type SeatStateCode, writeState } from "#lib/seating/seat-state";
import { applyChanges, applySnapshot, assumeState, decodeBitmap, emptyBoard } from "./seat-board.ts";

const SEATS = 24;

/**
 * Possible histories of changes, oldest first: each write gives the seat its next version, and a hold that lapses is announced
 * once more as available with its old version.
 */
const histories = fc
  .array(
    fc.record({ id: fc.integer({ min: 1, max: SEATS }), state: fc.constantFrom(0, 1, 2, 3), lapses: fc.boolean() }),
    { maxLength: 60 },
  )
  .map((writes) => {
    const versions = new Map<number, number>();
    return writes.flatMap(({ id, state, lapses }): SeatChange[] => {
      const version = (versions.get(id) ?? 0) + 1;
      versions.set(id, version);
      const told: SeatChange = [id, state as SeatStateCode, version];
      return state === 1 && lapses ? [told, [id, 0, version]] : [told];
    });
  });

function truthOf(history: readonly SeatChange[], base = new Uint8Array(SEATS / 4)): Uint8Array {
  const states = base.slice();
  for (const [id, state] of history) writeState(states, id, state);
  return states;
}

describe("INV-8: after quiet every browser's map equals the database", () => {
  test("whatever the order in which the changes come and however often", () => {
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(
            fc.constant(history),
            fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
            fc.integer({ min: 1, max: 7 }),
          ),
        ),
        ([history, shuffled, tick]) => {
          let board = emptyBoard(SEATS);
          for (let i = 0; i < shuffled.length; i += tick)
            board = applyChanges(board, shuffled.slice(i, i + tick)).board;
          expect(board.states).toEqual(truthOf(history));
        },
      ),
    );
  });

  test("a snapshot taken anywhere, followed by what came after it, ends at the same map", () => {
    fc.assert(
      fc.property(histories, fc.nat(), (history, at) => {
        const cut = history.length === 0 ? 0 : at % history.length;
        const before = applyChanges(emptyBoard(SEATS), history.slice(0, Math.floor(cut / 2))).board;
        const there = applySnapshot(before, truthOf(history.slice(0, cut))).board;
        // A frame that was on its way repeats changes that the snapshot holds already.
        const repeated = history.slice(Math.max(0, cut - 1));
        expect(applyChanges(there, repeated).board.states).toEqual(truthOf(history));
      }),
    );
  });
});

test("a change older than the known version changes nothing", () => {
  const { board } = applyChanges(emptyBoard(SEATS), [[5, 2, 8]]);
  const late = applyChanges(board, [[5, 0, 7]]);
  expect(late.changed).toEqual([]);
  expect(readState(late.board.states, 5)).toBe(2);
});

test("a lapsed hold stays lapsed when its change arrives late", () => {
  const { board } = applyChanges(emptyBoard(SEATS), [[5, 0, 3]]);
  expect(readState(applyChanges(board, [[5, 1, 3]]).board.states, 5)).toBe(0);
});

test("changes of seats that the hall does not have are passed over", () => {
  const { changed, board } = applyChanges(emptyBoard(SEATS), [
    [0, 2, 1],
    [SEATS + 1, 2, 1],
    [-3, 2, 1],
    [2.5, 2, 1],
  ]);
  expect(changed).toEqual([]);
  expect(board.states).toEqual(emptyBoard(SEATS).states);
});

test("boards are values: applying changes leaves the old one as it was", () => {
  const board = emptyBoard(SEATS);
  applyChanges(board, [[1, 2, 1]]);
  assumeState(board, [2], 1);
  expect(board).toEqual(emptyBoard(SEATS));
});

test("the browser's own assumptions give way to the stream's first change", () => {
  const board = assumeState(emptyBoard(SEATS), [4], 1);
  expect(readState(board.states, 4)).toBe(1);
  expect(readState(applyChanges(board, [[4, 0, 0]]).board.states, 4)).toBe(0);
});

test("a bitmap survives its way over the wire; other text is refused", () => {
  expect(decodeBitmap(Buffer.from([1, 2, 250]).toString("base64"))).toEqual(new Uint8Array([1, 2, 250]));
  expect(decodeBitmap("not base64!")).toBeUndefined();
});
