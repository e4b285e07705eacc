import type { LiveSeats } from "#lib/seating/live-seats";
import { levelsNow } from "#lib/seating/painting/levels-now";
import { isOccupied, readState } from "#lib/seating/seat-state";
import type { LevelSeats } from "./forecast.ts";

/** What was counted last of an event's seats, and at which version of them. */
const COUNTED = new WeakMap<LiveSeats, { version: string; levels: readonly LevelSeats[] }>();

/** How many seats of each price level are free for everybody, and how many held or sold; counted again when a seat changed: a millisecond for a hundred thousand. */
export function seatsByLevel(seats: LiveSeats): readonly LevelSeats[] {
  const version = seats.version();
  const counted = COUNTED.get(seats);
  if (counted?.version === version) return counted.levels;
  const levels = countSeats(seats);
  COUNTED.set(seats, { version, levels });
  return levels;
}

function countSeats(seats: LiveSeats): LevelSeats[] {
  const { event, ids, bitmap } = seats;
  const levelOf = levelsNow(seats);
  const levels = new Map(event.priceLevels.map(({ id }) => [id, { id, left: 0, occupied: 0 }]));
  for (let position = 1; position <= ids.count; position++) {
    const level = levels.get(levelOf[position] ?? -1);
    if (!level) continue;
    const state = readState(bitmap, ids.idAt(position));
    if (state === 0) level.left += 1;
    else if (isOccupied(state)) level.occupied += 1;
  }
  return [...levels.values()];
}
