import { eventDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import type { SetSeat } from "../allocations/allocation-store.ts";
import { isFree } from "../seat-fragments.ts";
import type { Repaint, SeatToPaint } from "./plan-repaint.ts";

/** So many seats are locked and written by one statement. */
const CHUNK = 5_000;

/** Locks seats of an event in order, and says what became of them. Removed ones are left out. */
export async function lockSeatsToPaint(
  tx: Transaction,
  { eventId, ids }: { eventId: number; ids: readonly number[] },
): Promise<SeatToPaint[]> {
  const seats: SeatToPaint[] = [];
  for (const part of chunksOf(ids.length))
    seats.push(...(await tx.$queryRawUnsafe<SeatToPaint[]>(`${LIST_SEATS} FOR UPDATE`, eventId, ids.slice(...part))));
  return seats;
}

/** The same without a lock: what would change by what is committed now. */
export async function readSeatsToPaint(eventId: number, ids: readonly number[]): Promise<SeatToPaint[]> {
  return eventDb(eventId).$queryRawUnsafe<SeatToPaint[]>(LIST_SEATS, eventId, [...ids]);
}

const LIST_SEATS = `
SELECT s.id, NOT (${isFree("s")} OR s.status = 'BLOCKED') AS "isHad", s.status = 'BOOKED' AS "isSold"
FROM seats s WHERE s.event_id = $1::int AND s.id = ANY ($2::int[]) AND NOT s.removed ORDER BY s.event_id, s.id`;

/** Writes the levels and states of locked seats that nobody has. */
export async function writeRepaint(
  tx: Transaction,
  eventId: number,
  { ids, levels, states }: Repaint["writes"],
): Promise<SetSeat[]> {
  const seats: SetSeat[] = [];
  for (const [from, to] of chunksOf(ids.length)) {
    const columns = [ids.slice(from, to), levels.slice(from, to), states.slice(from, to)];
    seats.push(...(await tx.$queryRawUnsafe<SetSeat[]>(REPAINT, eventId, ...columns)));
  }
  return seats;
}

// Judged again by the row itself: a seat that is held or sold never gets another level, whatever the decision was.
const REPAINT = `
WITH locked AS (
  SELECT u.* FROM unnest($2::int[], $3::smallint[], $4::text[]) AS u(id, price_level_id, state)
  JOIN seats o ON o.event_id = $1::int AND o.id = u.id
  WHERE ${isFree("o")} OR o.status = 'BLOCKED'
  ORDER BY o.event_id, o.id FOR UPDATE OF o
)
UPDATE seats s SET price_level_id = w.price_level_id, version = s.version + 1,
  status = coalesce(w.state::seat_status, s.status),
  reservation_id = CASE WHEN w.state IS NULL THEN s.reservation_id END,
  held_until = CASE WHEN w.state IS NULL THEN s.held_until END
FROM locked w WHERE s.event_id = $1::int AND s.id = w.id
RETURNING s.id, s.version, s.allocation_id IS NOT NULL AS "isSetAside",
  CASE WHEN s.status = 'BLOCKED' THEN 3 WHEN s.status = 'HELD' AND s.held_until > now() THEN 1 ELSE 0 END AS state`;

function chunksOf(count: number): [from: number, to: number][] {
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) => [i * CHUNK, (i + 1) * CHUNK]);
}
