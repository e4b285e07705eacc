import { db } from "#lib/platform/db/db";

/**
 * The broken invariants of an event's seats as sentences; none when all is well. Read in one statement, so a sale may be
 * running.
 */
export async function brokenSeatInvariants(eventId: number): Promise<string[]> {
  const [row] = await db().$queryRaw<
    { capacity: number; seats: number; states: number; split: number; orphans: number; doubled: number }[]
  >`
    WITH live AS MATERIALIZED (
      SELECT r.id, r.status, cardinality(r.seat_ids) AS n, r.expires_at > now() AS in_time,
        (SELECT count(*) FROM seats s WHERE s.event_id = r.event_id AND s.id = ANY (r.seat_ids) AND s.reservation_id = r.id
          AND s.status = CASE r.status WHEN 'CONFIRMED' THEN 'BOOKED'::seat_status ELSE 'HELD' END) AS own
      FROM reservations r WHERE r.event_id = ${eventId}
    )
    SELECT (SELECT capacity FROM events WHERE id = ${eventId}) AS capacity,
      (SELECT count(*)::int FROM seats WHERE event_id = ${eventId} AND NOT removed) AS seats,
      (SELECT sum(n)::int FROM (SELECT count(*) AS n FROM seats WHERE event_id = ${eventId} AND NOT removed GROUP BY status) g) AS states,
      (SELECT count(*)::int FROM live WHERE own <> n AND (status = 'CONFIRMED' OR (status = 'HELD' AND in_time) OR (status = 'PAYING' AND in_time))) AS split,
      (SELECT count(*)::int FROM seats s WHERE s.event_id = ${eventId} AND s.reservation_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM reservations r WHERE r.event_id = s.event_id AND r.id = s.reservation_id AND s.id = ANY (r.seat_ids)
          AND (s.status = 'BOOKED') = (r.status = 'CONFIRMED'))) AS orphans,
      (SELECT count(*)::int FROM (
        SELECT u.seat_id FROM reservations r CROSS JOIN unnest(r.seat_ids) AS u(seat_id)
        WHERE r.event_id = ${eventId} AND (r.status = 'CONFIRMED' OR (r.status IN ('HELD', 'PAYING') AND r.expires_at > now()))
        GROUP BY u.seat_id HAVING count(*) > 1) d) AS doubled`;
  if (!row) return ["the event is gone"];
  const broken: string[] = [];
  if (row.capacity !== row.seats || row.states !== row.capacity)
    broken.push("INV-3: the seats of all states are the capacity");
  if (row.doubled > 0) broken.push(`INV-4: ${row.doubled} seats have two live reservations`);
  if (row.split > 0) broken.push(`INV-7: ${row.split} live reservations do not have all their seats`);
  if (row.orphans > 0) broken.push(`INV-7: ${row.orphans} seats belong to no reservation that agrees`);
  return broken;
}
