import { bitmapBytes, readState, type SeatChange, type SeatStateCode, writeState } from "#lib/seating/seat-state";

/**
 * What a browser knows of every seat: its state, two bits a seat, and the version at which it learnt it. INV-8: whatever
 * the order in which changes come and however often, after quiet the board equals the database, because a change is
 * taken only when it is newer than what is known.
 */
export type SeatBoard = { readonly states: Uint8Array; readonly versions: Int32Array };

const UNKNOWN_VERSION = -1;

export function emptyBoard(seatCount: number): SeatBoard {
  return {
    states: new Uint8Array(bitmapBytes(seatCount)),
    versions: new Int32Array(seatCount + 1).fill(UNKNOWN_VERSION),
  };
}

/** The board after the changes that are news to it, and the ids whose state they changed. Ids outside the hall are passed over. */
export function applyChanges(
  board: SeatBoard,
  changes: readonly SeatChange[],
): { board: SeatBoard; changed: number[] } {
  const states = board.states.slice();
  const versions = board.versions.slice();
  const changed = new Set<number>();
  for (const [id, state, version] of changes) {
    const known = versions[id];
    if (id < 1 || known === undefined || !isNews(known, readState(states, id), version, state)) continue;
    versions[id] = version;
    if (readState(states, id) === state) continue;
    writeState(states, id, state);
    changed.add(id);
  }
  return { board: { states, versions }, changed: [...changed] };
}

/**
 * A hold that lapses makes its seat available without a write, so the same version is told twice, first held, then
 * available, and never the other way round: of the two, available is the newer.
 */
function isNews(known: number, from: SeatStateCode, version: number, to: SeatStateCode): boolean {
  return version > known || (version === known && from === 1 && to === 0);
}

/**
 * The board after a snapshot. It tells all states but no seat's version, and the changes that follow it on the same
 * stream are all newer than it, so what was known of versions is forgotten.
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
