import type { LiveSeats } from "../live-seats.ts";
import { NO_LEVEL } from "../painting/level-of-seats.ts";
import { levelsNow } from "../painting/levels-now.ts";
import { readState, writeState } from "../seat-state.ts";
import type { OwnAccess } from "./own-access-store.ts";

/**
 * The live seats as a buyer with access sees them: seats of their allocations are free where nobody has them, and seats that are not
 * on sale to them are blocked. Everything that chooses or judges seats by memory works on it as on the seats of everybody.
 */
export function viewFor(seats: LiveSeats, access: OwnAccess): LiveSeats {
  return {
    ...seats,
    get event() {
      return seats.event;
    },
    get bitmap() {
      return bitmapFor(seats, access);
    },
  };
}

function bitmapFor(seats: LiveSeats, { isOpen, isAlone, levelIds, seatIds }: OwnAccess): Uint8Array {
  const own = seats.bitmap.slice();
  const levels = levelsNow(seats);
  const closes = !isOpen || isAlone || levelIds !== undefined;
  if (closes)
    for (let position = 1; position <= seats.hall.count; position++) {
      const seatId = seats.ids.idAt(position);
      const isSold = isOpen && !isAlone && (levelIds?.includes(levels[position] ?? NO_LEVEL) ?? true);
      if (!isSold && readState(own, seatId) === 0) writeState(own, seatId, 3);
    }
  for (const seatId of seatIds)
    if (seats.isSetAside(seatId) && readState(seats.bitmap, seatId) === 3) writeState(own, seatId, 0);
  return own;
}
