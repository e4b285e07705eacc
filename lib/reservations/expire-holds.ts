import { announceSeats } from "#lib/seating/live-seats";
import { expiries } from "./metrics.ts";
import { type Changed, claimLapsed } from "./store.ts";

const PER_STATEMENT = 500;

/**
 * Tidies up holds that ran out and announces their seats. Nothing waits for it to be right: the next buyer's hold takes a
 * lapsed seat by itself. Safe to run in any number of processes at once. Answers how many reservations ended.
 */
export async function expireHolds(): Promise<number> {
  let total = 0;
  for (;;) {
    const { reservations, changed } = await claimLapsed(PER_STATEMENT);
    for (const change of changed) announceFreed(change);
    total += reservations;
    expiries.inc(reservations);
    if (reservations < PER_STATEMENT) return total;
  }
}

/** Tells everyone that these seats are free again. */
export function announceFreed(change: Changed): void {
  announceSeats(
    change.eventId,
    change.seatIds.map((seatId, i) => [seatId, 0, change.versions[i] ?? 0] as const),
  );
}
