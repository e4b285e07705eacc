import { bitmapBytes, isOccupied, readState, type SeatStateCode, writeState } from "./seat-state.ts";

/** What the store adds to the state of a seat that is set aside (listSeatStates). While nobody has it, buyers see it as blocked. */
export const SET_ASIDE = 4;
const BLOCKED: SeatStateCode = 3;

/** How many seats anyone may have now, and how many are held or sold. */
export type SeatCounts = { free: number; occupied: number };

/** A change of a seat as processes tell each other: like SeatChange, and with `isSetAside` where the seat's allocation changed. */
export type ToldChange = readonly [seatId: number, state: SeatStateCode, version: number, isSetAside?: boolean];

/** States, versions and allocations of an event's seats in memory. */
export type LiveStates = {
  /** What everybody may see. */
  bitmap: Uint8Array;
  /** Takes a change, and answers the state that people see now; undefined when it is known already or older. */
  apply: (change: ToldChange) => SeatStateCode | undefined;
  /** Takes all seats as the store reads them: five bytes each, the code and the version. Answers those that look other than before. */
  applyAll: (bytes: Uint8Array) => [seatId: number, state: SeatStateCode, version: number][];
  changes: () => number;
  free: () => number;
  occupied: () => number;
  isSetAside: (seatId: number) => boolean;
};

/**
 * A change applies only when it is newer, so changes may arrive in any order. Which seats are set aside is remembered here, so that
 * code that frees a seat need not know it: a freed seat of an allocation is blocked for everybody else again.
 */
export function createLiveStates(highestId: number): LiveStates {
  const bitmap = new Uint8Array(bitmapBytes(highestId));
  const versions = new Int32Array(highestId + 1).fill(-1);
  const setAside = new Uint8Array(highestId + 1);
  let changes = 0;
  let free = highestId;
  let occupied = 0;

  function apply([seatId, told, version, isSetAside]: ToldChange): SeatStateCode | undefined {
    const known = versions[seatId];
    // A hold lapses without a write, so the same version may be announced again, as free.
    if (seatId < 1 || known === undefined || version < known) return undefined;
    if (isSetAside !== undefined) setAside[seatId] = Number(isSetAside);
    const state = told === 0 && setAside[seatId] === 1 ? BLOCKED : told;
    const before = readState(bitmap, seatId);
    if (version === known && before === state) return undefined;
    versions[seatId] = version;
    free += Number(state === 0) - Number(before === 0);
    occupied += Number(isOccupied(state)) - Number(isOccupied(before));
    writeState(bitmap, seatId, state);
    changes += 1;
    return state;
  }

  return {
    bitmap,
    changes: () => changes,
    free: () => free,
    occupied: () => occupied,
    isSetAside: (seatId) => setAside[seatId] === 1,
    apply,
    applyAll: (bytes) => {
      const changed: [number, SeatStateCode, number][] = [];
      for (const [seatId, code, version] of decodeStates(bytes, highestId)) {
        const state = apply([seatId, (code % SET_ASIDE) as SeatStateCode, version, code >= SET_ASIDE]);
        if (state !== undefined) changed.push([seatId, state, version]);
      }
      return changed;
    },
  };
}

function* decodeStates(
  bytes: Uint8Array,
  highestId: number,
): Generator<[seatId: number, code: number, version: number]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let seatId = 1; seatId <= highestId && seatId * 5 <= bytes.byteLength; seatId++) {
    const at = (seatId - 1) * 5;
    yield [seatId, view.getUint8(at), view.getInt32(at + 1)];
  }
}
