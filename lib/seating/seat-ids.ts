import { bitmapBytes, readState, writeState } from "./seat-state.ts";

/**
 * Seats have an id for ever and a **position** in the layout that sells them. Ids stand in the database, on the wire and in the
 * state bitmap. Positions run from 1 in the order of the document, so that neighbours of a row are neighbours in every column
 * array. They are the same until a hall is changed after sales began: a seat that is added then takes an id after all others, and
 * the id of a removed seat is never used again.
 */
export type SeatIds = {
  /** Number of seats of the layout. */
  readonly count: number;
  /** The greatest id of the layout, which says how long a state bitmap is. */
  readonly highest: number;
  /** The id of the seat at a position, 0 outside of the hall. */
  readonly idAt: (position: number) => number;
  /** The position of a seat, 0 for an id that the layout does not have. */
  readonly positionOf: (id: number) => number;
  /** The states of a bitmap by id in the order of positions; the same array where ids and positions are equal. */
  readonly byPosition: (states: Uint8Array) => Uint8Array;
};

type WithIds = { readonly sections: readonly { readonly capacity: number }[]; readonly seatIds?: readonly number[] };

/** Ids and positions of a layout, linear in its seats. */
export function seatIdsOf({ sections, seatIds }: WithIds): SeatIds {
  const count = sections.reduce((sum, section) => sum + section.capacity, 0);
  return seatIds === undefined ? denseIds(count) : givenIds(unfoldIds(seatIds));
}

function denseIds(count: number): SeatIds {
  const within = (n: number) => (Number.isInteger(n) && n >= 1 && n <= count ? n : 0);
  return { count, highest: count, idAt: within, positionOf: within, byPosition: (states) => states };
}

function givenIds(ids: readonly number[]): SeatIds {
  const highest = ids.reduce((most, id) => Math.max(most, id), 0);
  const positions = new Int32Array(highest + 1);
  ids.forEach((id, i) => {
    positions[id] = i + 1;
  });
  return {
    ...{ count: ids.length, highest },
    idAt: (position) => ids[position - 1] ?? 0,
    positionOf: (id) => (id >= 1 ? (positions[id] ?? 0) : 0),
    byPosition: (states) => {
      const ordered = new Uint8Array(bitmapBytes(ids.length));
      ids.forEach((id, i) => {
        writeState(ordered, i + 1, readState(states, id));
      });
      return ordered;
    },
  };
}

/** Ids as a layout keeps them: flat pairs of a run's first id and its length. Undefined where every id is its position. */
export function foldIds(ids: readonly number[]): number[] | undefined {
  return ids.every((id, i) => id === i + 1) ? undefined : idRuns(ids);
}

/** Ids in flat pairs of a run's first id and its length. */
export function idRuns(ids: readonly number[]): number[] {
  const runs: number[] = [];
  for (const [i, id] of ids.entries()) {
    if (i > 0 && id === (ids[i - 1] ?? 0) + 1) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(id, 1);
  }
  return runs;
}

/** The reverse of `idRuns`. */
export function unfoldIds(runs: readonly number[]): number[] {
  const ids: number[] = [];
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const first = runs[i] ?? 0;
    for (let n = 0; n < (runs[i + 1] ?? 0); n++) ids.push(first + n);
  }
  return ids;
}
