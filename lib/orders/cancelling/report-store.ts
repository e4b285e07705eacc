import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { lockManyBooks } from "../books.ts";
import { sendAgain } from "../refunding/refund-store.ts";
import type { CancelFailure } from "./cancel-rules.ts";

/** A refund that failed after it had succeeded counts as failed, whatever the run says. */
const FAILED = "(c.status = 'FAILED' OR r.status = 'FAILED')";
const RUN = `cancelled_orders c LEFT JOIN refunds r ON r.event_id = c.event_id AND r.id = c.refund_id`;

export type ReportRow = {
  startedAt: Date;
  finishedAt: Date | null;
  total: number;
  done: number;
  failed: number;
  refundedMinor: number;
  underWayMinor: number;
  failedMinor: number;
};

/** The figures of a run; undefined where the event has none. */
export async function findReport(eventId: number): Promise<ReportRow | undefined> {
  const run = await eventDb(eventId).cancellation.findUnique({ where: { eventId } });
  if (!run) return undefined;
  const [figures] = await eventDb(eventId).$queryRawUnsafe<Omit<ReportRow, "startedAt" | "finishedAt">[]>(
    `SELECT count(*)::int AS total, (count(*) FILTER (WHERE c.status = 'DONE' AND NOT ${FAILED}))::int AS done,
      (count(*) FILTER (WHERE ${FAILED}))::int AS failed,
      coalesce(sum(r.amount_minor) FILTER (WHERE r.status = 'SUCCEEDED'), 0)::float8 AS "refundedMinor",
      coalesce(sum(r.amount_minor) FILTER (WHERE r.status = 'PENDING'), 0)::float8 AS "underWayMinor",
      coalesce(sum(r.amount_minor) FILTER (WHERE r.status = 'FAILED'), 0)::float8 AS "failedMinor"
    FROM ${RUN} WHERE c.event_id = $1::int`,
    eventId,
  );
  const none = { total: 0, done: 0, failed: 0, refundedMinor: 0, underWayMinor: 0, failedMinor: 0 };
  return { startedAt: run.startedAt, finishedAt: run.finishedAt, ...(figures ?? none) };
}

export type FailureRow = { number: string; name: string; email: string; amountMinor: number; failure: CancelFailure };

/** The orders of a run that failed, by their numbers. */
export async function listFailures(
  eventId: number,
  { take, skip }: { take: number; skip: number },
): Promise<FailureRow[]> {
  return eventDb(eventId).$queryRawUnsafe<FailureRow[]>(
    `SELECT o.number, o.name, o.email::text AS email, coalesce(r.amount_minor, o.total_minor)::float8 AS "amountMinor", coalesce(c.failure, 'refused') AS failure
    FROM ${RUN} JOIN orders o ON o.event_id = c.event_id AND o.id = c.order_id
    WHERE c.event_id = $1::int AND ${FAILED} ORDER BY o.number LIMIT $2::int OFFSET $3::int`,
    eventId,
    take,
    skip,
  );
}

/**
 * Lets the run work again at every order that failed: a refused refund gets a new attempt, what could not be decided is judged again.
 * Answers how many.
 */
export async function claimFailedAgain(eventId: number): Promise<number> {
  return inTransaction(eventDb(eventId), async (tx) => {
    await sendRefundsAgain(tx, eventId);
    const again = await tx.$executeRaw`
      UPDATE cancelled_orders c SET failure = NULL, due_at = now(), updated_at = now(), attempts = 0,
        status = CASE WHEN c.refund_id IS NULL THEN 'WAITING' ELSE 'SENDING' END::cancelled_order_status
      WHERE c.event_id = ${eventId}::int AND (c.status = 'FAILED' OR (c.status = 'DONE' AND EXISTS (
        SELECT 1 FROM refunds r WHERE r.event_id = c.event_id AND r.id = c.refund_id AND r.status = 'PENDING')))`;
    if (again > 0) await tx.cancellation.updateMany({ where: { eventId }, data: { finishedAt: null } });
    return again;
  });
}

async function sendRefundsAgain(tx: Transaction, eventId: number): Promise<void> {
  const runs = await tx.$queryRawUnsafe<{ orderId: string; refundId: string }[]>(
    `SELECT c.order_id::text AS "orderId", r.id::text AS "refundId" FROM ${RUN} WHERE c.event_id = $1::int AND r.status = 'FAILED'`,
    eventId,
  );
  const ids = new Set(runs.map(({ refundId }) => refundId));
  const books = await lockManyBooks(tx, { eventId, ids: runs.map(({ orderId }) => orderId) });
  const failed = books.flatMap(({ order: { currency }, refunds }) =>
    refunds.flatMap((refund) => (ids.has(refund.id) && refund.status === "FAILED" ? [{ ...refund, currency }] : [])),
  );
  if (failed.length > 0) await sendAgain(tx, eventId, failed);
}
