import { eventDb } from "#lib/platform/db/db";

/**
 * Keeps waiting tickets of these buyers for so many seconds; `ifSpoken` those alone whose page ever said that it is open. Tickets that a step is calling are left out: it locks several, and two who lock
 * several in different orders could wait for each other.
 */
export async function claimHere(noted: {
  eventId: number;
  keys: readonly string[];
  seconds: number;
  ifSpoken: boolean;
}): Promise<void> {
  const { eventId, keys, seconds, ifSpoken } = noted;
  await eventDb(eventId).$executeRaw`
    UPDATE queue_tickets t SET here_until = now() + make_interval(secs => ${seconds}::int)
    FROM (
      SELECT o.id FROM queue_tickets o
      WHERE o.event_id = ${eventId}::int AND o.buyer_key = ANY (${[...keys]}::text[]) AND o.called_at IS NULL
        AND (o.here_until IS NOT NULL OR NOT ${ifSpoken}::bool) FOR UPDATE SKIP LOCKED
    ) open
    WHERE t.event_id = ${eventId}::int AND t.id = open.id`;
}
