import type { LiveSeats } from "./live-seats.ts";
import { levelsNow } from "./painting/levels-now.ts";
import { readState, SEAT_STATES } from "./seat-state.ts";

/** How many seats of a price level are in each state, as everybody sees them. */
export type LevelCounts = { id: number } & Record<(typeof SEAT_STATES)[number], number>;

/** What was counted last of an event's seats, and at which version of them. */
const COUNTED = new WeakMap<LiveSeats, { version: string; levels: readonly LevelCounts[] }>();

/** The seats of an event by price level and state, counted again when a seat changed: a millisecond for a hundred thousand. */
export function countByLevel(seats: LiveSeats): readonly LevelCounts[] {
  const version = seats.version();
  const counted = COUNTED.get(seats);
  if (counted?.version === version) return counted.levels;
  const levels = count(seats);
  COUNTED.set(seats, { version, levels });
  return levels;
}

function count(seats: LiveSeats): LevelCounts[] {
  const { event, ids, bitmap } = seats;
  const levelOf = levelsNow(seats);
  const levels = new Map(event.priceLevels.map(({ id }) => [id, { id, available: 0, held: 0, booked: 0, blocked: 0 }]));
  for (let position = 1; position <= ids.count; position++) {
    const level = levels.get(levelOf[position] ?? -1);
    if (level) level[SEAT_STATES[readState(bitmap, ids.idAt(position))]] += 1;
  }
  return [...levels.values()];
}
