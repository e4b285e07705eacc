import { announceSeats } from "#lib/seating/live-seats";
import { expiries } from "./metrics.ts";
import { type Changed, claimLapsed } from "./store.ts";

const PER_STATEMENT = 500;

/**
 * Ends lapsed holds and announces their seats. Correctness does not depend on it, because the next buyer's hold takes a lapsed
 * seat anyway. Safe to run in any number of processes at once. Answers how many reservations ended.
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

/** Announces that these seats are free again. */
export function announceFreed(change: Changed): void {
  announceSeats(
    change.eventId,
    change.seatIds.map((seatId, i) => [seatId, 0, change.versions[i] ?? 0] as const),
  );
}
