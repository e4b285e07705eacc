import { db } from "#lib/platform/db/db";
import { appendFacts } from "#lib/platform/outbox/append-fact";

/** Orders of somebody who asked to be forgotten: the account's own, and a guest's under the same mail. */
const THEIRS = `(o.user_id = $1::uuid OR o.buyer_key = 'user:' || $1::text OR (o.email = $2::citext AND o.buyer_key LIKE 'guest:%'))`;

/**
 * Takes name, mail and phone out of their orders and tickets; numbers, amounts and seats stay. An order whose payment is
 * still under way keeps its mail until it is settled, since its tickets or its refund are still to be mailed: answers how
 * many of those there are, and appends the fact `buyer.erased` when there are none. Harmless when it runs again.
 */
export async function claimAnonymity(who: { userId: string; email: string }): Promise<number> {
  const [row] = await db().$queryRawUnsafe<{ pending: number }[]>(ANONYMISE, who.userId, who.email);
  return row?.pending ?? 0;
}

const ANONYMISE = `
WITH theirs AS MATERIALIZED (
  SELECT o.event_id, o.id, o.status FROM orders o WHERE ${THEIRS} ORDER BY o.event_id, o.id FOR UPDATE
), anonymous AS (
  UPDATE orders o SET email = 'erased-' || $1::text || '@erased.invalid', name = '', phone = NULL, user_id = $1::uuid
  FROM theirs t WHERE o.event_id = t.event_id AND o.id = t.id AND t.status <> 'PENDING'
  RETURNING o.event_id, o.id
), nameless AS (
  UPDATE tickets k SET holder_name = '' FROM anonymous a WHERE k.event_id = a.event_id AND k.order_id = a.id AND k.holder_name <> ''
), fact AS (
  -- What was written to them goes last: the record of the mails of an order that is being paid is still to come.
  ${appendFacts({
    type: "buyer.erased",
    eventId: "0",
    subject: "'user:' || $1::text",
    payload: { email: "$2::text" },
    from: "(SELECT 1) one WHERE NOT EXISTS (SELECT 1 FROM theirs WHERE status = 'PENDING')",
  })}
)
SELECT count(*)::int AS pending FROM theirs WHERE status = 'PENDING'`;

export type Freed = { eventId: number; seatId: number; version: number };

/**
 * Gives up their live tickets to events that are not over and that nobody was let in with: void, marked as forfeited, and the
 * seats can be sold again (INV-1). The order stays paid: its money was kept on purpose. Locks orders, then tickets, then
 * seats, as refunds do.
 */
export async function claimForfeit(who: { userId: string; email: string }): Promise<Freed[]> {
  return db().$queryRawUnsafe<Freed[]>(FORFEIT, who.userId, who.email);
}

const FORFEIT = `
WITH theirs AS MATERIALIZED (
  SELECT o.event_id, o.id, o.number, o.reservation_id FROM orders o JOIN events e ON e.id = o.event_id AND e.ends_at > now()
  WHERE ${THEIRS} AND o.status IN ('PAID', 'PARTIALLY_REFUNDED') ORDER BY o.event_id, o.id FOR UPDATE OF o
), live AS MATERIALIZED (
  SELECT k.event_id, k.id, k.seat_id, k.order_id, t.number, t.reservation_id FROM theirs t JOIN tickets k ON k.event_id = t.event_id AND k.order_id = t.id
  WHERE k.status = 'LIVE' AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.event_id = k.event_id AND c.ticket_id = k.id)
  ORDER BY k.event_id, k.seat_id FOR UPDATE OF k
), void AS (
  UPDATE tickets k SET status = 'VOID', forfeited_at = now() FROM live l WHERE k.event_id = l.event_id AND k.id = l.id
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM live l WHERE s.event_id = l.event_id AND s.id = l.seat_id AND s.status = 'BOOKED' AND s.reservation_id = l.reservation_id
  RETURNING s.event_id, s.id, s.version
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'user:' || $1::text, 'ticket.forfeit', event_id, number, 'ok', jsonb_build_object('tickets', count(*)) FROM live GROUP BY event_id, number
), fact AS (
  ${appendFacts({
    type: "tickets.forfeited",
    eventId: "l.event_id",
    subject: "l.order_id",
    payload: { orderId: "l.order_id", tickets: "l.tickets" },
    from: "(SELECT event_id, order_id, count(*) AS tickets FROM live GROUP BY event_id, order_id) l",
  })}
)
SELECT event_id AS "eventId", id AS "seatId", version FROM freed ORDER BY 1, 2`;

export async function listOrderRowsOf(who: { userId: string }) {
  const orders = await db().order.findMany({
    where: { OR: [{ userId: who.userId }, { buyerKey: `user:${who.userId}` }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1_000,
  });
  const of = {
    eventId: { in: [...new Set(orders.map(({ eventId }) => eventId))] },
    orderId: { in: orders.map(({ id }) => id) },
  };
  const [tickets, payments, refunds, events] = await Promise.all([
    db().ticket.findMany({ where: of, orderBy: { seatId: "asc" } }),
    db().payment.findMany({ where: of, orderBy: { attempt: "asc" } }),
    db().refund.findMany({ where: of, orderBy: { createdAt: "asc" } }),
    db().event.findMany({ where: { id: of.eventId }, select: { id: true, title: true, startsAt: true } }),
  ]);
  return { orders, tickets, payments, refunds, events };
}
