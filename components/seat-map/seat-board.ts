import { bitmapBytes, readState, type SeatChange, type SeatStateCode, writeState } from "#lib/seating/seat-state";

/**
 * A browser's knowledge of every seat: its state, two bits a seat, and the version of that state. INV-8: in whatever order and
 * however often changes arrive, after quiet the board equals the database, because only newer changes are applied.
 */
export type SeatBoard = { readonly states: Uint8Array; readonly versions: Int32Array };

const UNKNOWN_VERSION = -1;

export function emptyBoard(seatCount: number): SeatBoard {
  return {
    states: new Uint8Array(bitmapBytes(seatCount)),
    versions: new Int32Array(seatCount + 1).fill(UNKNOWN_VERSION),
  };
}

/** Applies the newer changes. Answers the board and the ids whose state changed. Ids outside the hall are ignored. */
export function applyChanges(
  board: SeatBoard,
  changes: readonly SeatChange[],
): { board: SeatBoard; changed: number[] } {
  const states = board.states.slice();
  const versions = board.versions.slice();
  const changed = new Set<number>();
  for (const [id, state, version] of changes) {
    const known = versions[id];
    if (id < 1 || known === undefined || !isNewer(known, readState(states, id), version, state)) continue;
    versions[id] = version;
    if (readState(states, id) === state) continue;
    writeState(states, id, state);
    changed.add(id);
  }
  return { board: { states, versions }, changed: [...changed] };
}

/**
 * A lapsing hold frees its seat without a write, so the same version may arrive twice: first held, then available, never the
 * reverse. Of the two, available is the newer.
 */
function isNewer(known: number, from: SeatStateCode, version: number, to: SeatStateCode): boolean {
  return version > known || (version === known && from === 1 && to === 0);
}

/**
 * The board after a snapshot. A snapshot has all states but no versions, and all following changes of the stream are newer, so
 * the known versions are reset.
 */
export function applySnapshot(board: SeatBoard, bitmap: Uint8Array): { board: SeatBoard; changed: number[] } {
  const states = new Uint8Array(board.states.length);
  states.set(bitmap.subarray(0, states.length));
  const seatCount = board.versions.length - 1;
  const changed: number[] = [];
  for (let id = 1; id <= seatCount; id++) if (readState(states, id) !== readState(board.states, id)) changed.push(id);
  return { board: { states, versions: new Int32Array(seatCount + 1).fill(UNKNOWN_VERSION) }, changed };
}

/** The board with some seats in a state that this browser caused itself; their versions stay, so the stream has the last word. */
export function assumeState(board: SeatBoard, ids: readonly number[], state: SeatStateCode): SeatBoard {
  const states = board.states.slice();
  for (const id of ids) writeState(states, id, state);
  return { states, versions: board.versions };
}

/** Bytes of a base64 bitmap as the stream sends it; undefined when the text is not base64. */
export function decodeBitmap(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
