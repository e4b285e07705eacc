import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { statesBeforeOrIn } from "#lib/platform/transitions";
import { lockSeatsOfEvent } from "#lib/seating/seat-fragments";
import type { Prisma } from "#prisma/generated/client";
import type { CancelFailure } from "./cancel-rules.ts";
import { CANCELLED_ORDER_TRANSITIONS, type CancelledOrderStatus } from "./state.ts";

/** The run that follows a cancelled event: its orders, who works at which, and how each ended. */
export type CancelledOrderRow = Prisma.CancelledOrderGetPayload<object>;

/** Opens the run of a cancelled event; nothing when it is open already. */
export async function claimCancellation(eventId: number): Promise<void> {
  await eventDb(eventId).cancellation.createMany({ data: [{ eventId }], skipDuplicates: true });
}

/** The runs that are not finished. */
export async function listOpenCancellations(limit: number): Promise<{ eventId: number; isListed: boolean }[]> {
  const rows = await globalDb().cancellation.findMany({
    where: { finishedAt: null },
    orderBy: { startedAt: "asc" },
    take: limit,
  });
  return rows.map(({ eventId, listedAt }) => ({ eventId, isListed: listedAt !== null }));
}

/**
 * Lists the orders of a cancelled event that may hold money or tickets. Whatever opens an order or settles one reads the event behind
 * the locks of its seats. So once all seats were locked here, each of them is committed and listed, or sees the event cancelled. The
 * list is made after that lock is gone: it locks orders, which come before seats everywhere.
 */
export async function claimCancelledOrders(eventId: number): Promise<void> {
  await inTransaction(eventDb(eventId), (tx) => lockSeatsOfEvent(tx, eventId));
  await inTransaction(eventDb(eventId), async (tx) => {
    await tx.$executeRaw`
      INSERT INTO cancelled_orders (event_id, order_id)
      SELECT o.event_id, o.id FROM orders o WHERE o.event_id = ${eventId}::int AND o.status IN ('PENDING', 'PAID', 'PARTIALLY_REFUNDED')
      ORDER BY o.id ON CONFLICT DO NOTHING`;
    await tx.cancellation.updateMany({ where: { eventId, listedAt: null }, data: { listedAt: new Date() } });
  });
}

/** How long a worker has for the orders that it took; what it did not end is taken again then, by it or another. */
const CLAIM_SECONDS = 60;

/** Takes the next orders that are to be worked, in the order of their ids. Any number of workers share the work. */
export async function claimDueOrders(eventId: number, limit: number): Promise<CancelledOrderRow[]> {
  const rows = await eventDb(eventId).$queryRaw<{ order_id: string }[]>`
    WITH due AS MATERIALIZED (
      SELECT c.event_id, c.order_id FROM cancelled_orders c
      WHERE c.event_id = ${eventId}::int AND c.status IN ('WAITING', 'SENDING') AND c.due_at <= now()
      ORDER BY c.order_id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    UPDATE cancelled_orders c SET due_at = now() + make_interval(secs => ${CLAIM_SECONDS}::int), attempts = c.attempts + 1
    FROM due WHERE c.event_id = due.event_id AND c.order_id = due.order_id RETURNING c.order_id::text AS order_id`;
  const ids = rows.map((row) => row.order_id);
  return eventDb(eventId).cancelledOrder.findMany({
    where: { eventId, orderId: { in: ids } },
    orderBy: { orderId: "asc" },
  });
}

export type OrderMove = {
  orderId: string;
  status: CancelledOrderStatus;
  failure?: CancelFailure;
  refundId?: string;
};

/** Moves orders of the run along the table of their states; those that another worker has moved on stay as they are. */
export async function moveCancelledOrders(
  tx: Transaction,
  eventId: number,
  moves: readonly OrderMove[],
): Promise<void> {
  for (const [status, ofStatus] of Map.groupBy(moves, (move) => move.status)) {
    const from = statesBeforeOrIn<CancelledOrderStatus>(CANCELLED_ORDER_TRANSITIONS, status);
    await tx.$executeRaw`
      UPDATE cancelled_orders c SET status = ${status}::cancelled_order_status, failure = m.failure, refund_id = coalesce(m.refund_id, c.refund_id), updated_at = now()
      FROM unnest(
        ${ofStatus.map(({ orderId }) => orderId)}::uuid[], ${ofStatus.map(({ failure }) => failure ?? null)}::text[],
        ${ofStatus.map(({ refundId }) => refundId ?? null)}::uuid[]
      ) AS m(order_id, failure, refund_id)
      WHERE c.event_id = ${eventId}::int AND c.order_id = m.order_id AND c.status = ANY (${from}::cancelled_order_status[])`;
  }
}

/**
 * Lets the run of a cancelled event work again at an order whose dispute has ended: what could not be decided is judged again, and a
 * refund that was given a new attempt is sent. Behind the order's lock.
 */
export async function resumeCancelledOrder(
  tx: Transaction,
  { eventId, orderId }: { eventId: number; orderId: string },
): Promise<void> {
  const again = await tx.$executeRaw`
    UPDATE cancelled_orders c SET failure = NULL, due_at = now(), updated_at = now(), attempts = 0,
      status = CASE WHEN c.refund_id IS NULL THEN 'WAITING' ELSE 'SENDING' END::cancelled_order_status
    WHERE c.event_id = ${eventId}::int AND c.order_id = ${orderId}::uuid AND c.status = 'FAILED' AND (
      (c.refund_id IS NULL AND c.failure = 'disputed') OR EXISTS (
        SELECT FROM refunds r WHERE r.event_id = c.event_id AND r.id = c.refund_id AND r.status = 'PENDING'))`;
  if (again > 0) await tx.cancellation.updateMany({ where: { eventId }, data: { finishedAt: null } });
}

/** Finishes a run of which every order is done or failed, and all who waited were written to; false while one is not. */
export async function claimCancellationEnd(eventId: number): Promise<boolean> {
  const ended = await eventDb(eventId).$executeRaw`
    UPDATE cancellations r SET finished_at = now()
    WHERE r.event_id = ${eventId}::int AND r.finished_at IS NULL AND r.listed_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM cancelled_orders c WHERE c.event_id = r.event_id AND c.status IN ('WAITING', 'SENDING'))
      AND NOT EXISTS (SELECT 1 FROM cancelled_waiters w WHERE w.event_id = r.event_id AND w.told_at IS NULL)`;
  return ended === 1;
}

/** The refunds of these orders that are on the books and not ended in the run. `isRepeated`: the gateway may know it already. */
export async function listRefundsToSend(eventId: number, orderIds: readonly string[]) {
  const rows = await eventDb(eventId).cancelledOrder.findMany({
    where: { eventId, orderId: { in: [...orderIds] }, status: "SENDING" },
  });
  const byId = await eventDb(eventId).refund.findMany({
    where: { eventId, id: { in: rows.flatMap(({ refundId }) => refundId ?? []) } },
    include: { payment: true },
  });
  const refunds = new Map(byId.map((refund) => [refund.id, refund]));
  return rows.flatMap(({ refundId, attempts }) => {
    const found = refunds.get(refundId ?? "");
    if (!found) return [];
    const { payment, ...refund } = found;
    return [{ refund, payment, isRepeated: attempts > 1 }];
  });
}
