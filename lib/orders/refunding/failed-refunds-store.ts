import { eventDb } from "#lib/platform/db/db";

export type FailedRefundRow = {
  eventId: number;
  id: string;
  number: string;
  name: string;
  email: string;
  amountMinor: number;
  currency: string;
  failure: string | null;
  askedAt: Date;
};

/**
 * One page of an event's failed refunds, those that wait longest first, and their number. Those of a cancellation's run are left out:
 * its report has them (cancelling/report-store.ts).
 */
export async function listFailedRefunds(
  eventId: number,
  { take, skip }: { take: number; skip: number },
): Promise<{ rows: FailedRefundRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    eventDb(eventId).$queryRawUnsafe<FailedRefundRow[]>(
      `SELECT r.event_id AS "eventId", r.id::text AS id, o.number, o.name, o.email::text AS email, r.amount_minor::float8 AS "amountMinor",
        o.currency, r.failure, r.asked_at AS "askedAt"
      FROM ${FAILED} ORDER BY r.asked_at, r.id LIMIT $2::int OFFSET $3::int`,
      eventId,
      take,
      skip,
    ),
    eventDb(eventId).$queryRawUnsafe<{ total: number }[]>(`SELECT count(*)::int AS total FROM ${FAILED}`, eventId),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const FAILED = `refunds r JOIN orders o ON o.event_id = r.event_id AND o.id = r.order_id
  WHERE r.event_id = $1::int AND r.status = 'FAILED' AND NOT EXISTS (
    SELECT FROM cancelled_orders c WHERE c.event_id = r.event_id AND c.refund_id = r.id)`;
