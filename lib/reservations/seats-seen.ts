import { databaseNow } from "#lib/platform/db/database-clock";
import { viewFor } from "#lib/seating/access/buyer-view";
import { type AccessBuyer, claimAccess, readAccess } from "#lib/seating/access/own-access-store";
import type { LiveSeats } from "#lib/seating/live-seats";
import { readState } from "#lib/seating/seat-state";

/**
 * The seats as this buyer sees them. Only an event with allocations or presales asks the database, and of named seats only when one
 * of them is set aside or the general sale has not begun.
 */
export async function seatsSeenBy(
  { keys, provenEmail }: AccessBuyer,
  seats: LiveSeats,
  wanted: readonly number[] | "best",
): Promise<LiveSeats> {
  const { event } = seats;
  const asks =
    event.hasAccess && (wanted === "best" || databaseNow() < event.salesStartAt || wanted.some(seats.isSetAside));
  const [key] = keys;
  if (!asks || key === undefined) return seats;
  await claimAccess(event.id, { keys, provenEmail });
  return viewFor(seats, await readAccess(event.id, key));
}

/** Those of the refused seats that are not on sale to this buyer at all, rather than taken by someone else. */
export async function notOnSaleTo(
  { keys }: AccessBuyer,
  seats: LiveSeats,
  refused: readonly number[],
): Promise<number[]> {
  const [key] = keys;
  if (!seats.event.hasAccess || key === undefined) return [];
  const { bitmap } = viewFor(seats, await readAccess(seats.event.id, key));
  return refused.filter((seatId) => readState(bitmap, seatId) === 3);
}
