import { eventDb } from "#lib/platform/db/db";

/**
 * What the buyer of a hold has access to, asked again after it was made. A window counts that was open then: who held seats in a presale
 * pays for them although it has closed. Access that ended by its time counts too; what was revoked does not.
 */
export async function findHoldAccess(
  eventId: number,
  { keys, seatIds, createdAt }: { keys: readonly string[]; seatIds: readonly number[]; createdAt: Date },
): Promise<{ mayBuyEarly: boolean; lostSeats: number }> {
  const [row] = await eventDb(eventId).$queryRaw<{ wasInWindow: boolean; setAside: number; lostSeats: number }[]>`
    SELECT EXISTS (
        SELECT FROM sale_windows w WHERE w.event_id = ${eventId}::int AND w.opens_at <= ${createdAt} AND w.closes_at > ${createdAt}
          AND ((w.access = 'SIGNED_IN' AND EXISTS (SELECT FROM unnest(${[...keys]}::text[]) AS k(name) WHERE k.name LIKE 'user:%'))
            OR EXISTS (SELECT FROM buyer_access a WHERE a.event_id = w.event_id AND a.window_id = w.id AND a.buyer_key = ANY (${[...keys]}::text[])))
      ) AS "wasInWindow", s."setAside", s."lostSeats"
    FROM (
      SELECT count(*)::int AS "setAside", (count(*) FILTER (WHERE NOT EXISTS (
          SELECT FROM buyer_access a WHERE a.event_id = s.event_id AND a.allocation_id = s.allocation_id AND a.buyer_key = ANY (${[...keys]}::text[])
        )))::int AS "lostSeats"
      FROM seats s WHERE s.event_id = ${eventId}::int AND s.id = ANY (${[...seatIds]}::int[]) AND s.allocation_id IS NOT NULL
    ) s`;
  const { wasInWindow = false, setAside = 0, lostSeats = 0 } = row ?? {};
  return { mayBuyEarly: wasInWindow || setAside === seatIds.length, lostSeats };
}
