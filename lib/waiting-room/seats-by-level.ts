import { countByLevel } from "#lib/seating/level-counts";
import type { LiveSeats } from "#lib/seating/live-seats";
import type { LevelSeats } from "./forecast.ts";

/** How many seats of each price level are free for everybody, and how many held or sold. */
export function seatsByLevel(seats: LiveSeats): LevelSeats[] {
  return countByLevel(seats).map(({ id, available, held, booked }) => ({
    id,
    left: available,
    occupied: held + booked,
  }));
}
