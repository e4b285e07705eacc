import type { Transaction } from "#lib/platform/db/transaction";
import { statesBefore } from "#lib/platform/transitions";
import { ISSUES_MAX } from "./reissue-rules.ts";
import { TICKET_TRANSITIONS, type TicketStatus } from "./state.ts";

/** A live ticket of an order that is being refunded or given up. */
export type LiveTicket = { id: string; number: string; seatId: number; unitMinor: number; isUsed: boolean };

/**
 * Locks the live tickets of an order, in the order of their ids, and says which were used at the gate. They are locked behind the
 * order and its reservation: a check-in locks one ticket and nothing else.
 */
export async function lockLiveTickets(
  tx: Transaction,
  { eventId, orderId }: { eventId: number; orderId: string },
): Promise<LiveTicket[]> {
  return (await lockLiveTicketsOfMany(tx, { eventId, orderIds: [orderId] })).get(orderId) ?? [];
}

/** The same for many orders: their live tickets by order. */
export async function lockLiveTicketsOfMany(
  tx: Transaction,
  { eventId, orderIds }: { eventId: number; orderIds: readonly string[] },
): Promise<Map<string, LiveTicket[]>> {
  await tx.$queryRaw`
    SELECT id FROM tickets WHERE event_id = ${eventId}::int AND order_id = ANY (${orderIds}::uuid[]) ORDER BY id FOR UPDATE`;
  const tickets = await tx.ticket.findMany({
    where: { eventId, orderId: { in: [...orderIds] }, status: "LIVE" },
    orderBy: { seatId: "asc" },
  });
  const used = await tx.checkIn.findMany({
    where: { eventId, ticketId: { in: tickets.map(({ id }) => id) } },
    select: { ticketId: true },
  });
  const usedIds = new Set(used.map(({ ticketId }) => ticketId));
  const byOrder = Map.groupBy(tickets, ({ orderId }) => orderId);
  return new Map(
    [...byOrder].map(([orderId, mine]) => [
      orderId,
      mine.map(({ id, number, seatId, unitMinor }) => ({ id, number, seatId, unitMinor, isUsed: usedIds.has(id) })),
    ]),
  );
}

/** Locks one ticket of an order, by its number, as a scanner does; undefined where the order has no such ticket. */
export async function lockTicket(
  tx: Transaction,
  { eventId, orderId, number }: { eventId: number; orderId: string; number: string },
): Promise<{ id: string; status: TicketStatus; issue: number; isUsed: boolean } | undefined> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM tickets WHERE event_id = ${eventId}::int AND order_id = ${orderId}::uuid AND number = ${number}
    FOR UPDATE`;
  if (!locked) return undefined;
  const { id, status, issue, checkIn } = await tx.ticket.findUniqueOrThrow({
    where: { eventId_id: { eventId, id: locked.id } },
    select: { id: true, status: true, issue: true, checkIn: { select: { gate: true } } },
  });
  return { id, status, issue, isUsed: checkIn !== null };
}

/** Raises a ticket's issue and answers it: the gate refuses codes of older ones. */
export async function raiseIssue(tx: Transaction, { eventId, id }: { eventId: number; id: string }): Promise<number> {
  const where = { eventId_id: { eventId, id } };
  return (await tx.ticket.update({ where, data: { issue: { increment: 1 } }, select: { issue: true } })).issue;
}

type Label = { section: string; row: string; number: string };

/**
 * Gives the tickets of these orders the new labels of their seats. Live ones that were not used get a new code as well. Answers the live
 * ones. The orders are locked; the tickets are locked in the order of their ids, as everywhere.
 */
export async function relabelTickets(
  tx: Transaction,
  of: { eventId: number; orderIds: readonly string[]; changes: readonly { seatId: number; after: Label }[] },
): Promise<{ orderId: string; seatId: number }[]> {
  const { eventId, orderIds, changes } = of;
  if (orderIds.length === 0) return [];
  const labels = changes.map(({ after }) => after);
  return tx.$queryRawUnsafe(
    RELABEL_TICKETS,
    ...[eventId, [...orderIds], changes.map(({ seatId }) => seatId), labels.map(({ section }) => section)],
    ...[labels.map(({ row }) => row), labels.map(({ number }) => number), ISSUES_MAX],
  );
}

const RELABEL_TICKETS = `
WITH locked AS MATERIALIZED (
  SELECT t.id, EXISTS (SELECT FROM check_ins k WHERE k.event_id = t.event_id AND k.ticket_id = t.id) AS used
  FROM tickets t WHERE t.event_id = $1::int AND t.order_id = ANY ($2::uuid[]) AND t.seat_id = ANY ($3::int[])
    AND (t.status = 'LIVE' OR t.suspended_at IS NOT NULL)
  ORDER BY t.id FOR UPDATE
), labelled AS (
  UPDATE tickets t SET section = c.section, row = c.row, seat_number = c.number,
    issue = CASE WHEN l.used OR t.issue >= $7::int THEN t.issue ELSE t.issue + 1 END
  FROM locked l, unnest($3::int[], $4::text[], $5::text[], $6::text[]) AS c(seat_id, section, row, number)
  WHERE t.event_id = $1::int AND t.id = l.id AND t.seat_id = c.seat_id
  RETURNING t.order_id, t.seat_id, t.status
)
SELECT order_id::text AS "orderId", seat_id AS "seatId" FROM labelled WHERE status = 'LIVE' ORDER BY order_id, seat_id`;

/** Makes tickets void, and marks those that are given up without money back; answers how many were live until now. */
export async function voidTickets(
  tx: Transaction,
  { eventId, ids, forfeitedAt }: { eventId: number; ids: readonly string[]; forfeitedAt?: Date },
): Promise<number> {
  const status = { in: statesBefore<TicketStatus>(TICKET_TRANSITIONS, "VOID") };
  const data = { status: "VOID", ...(forfeitedAt ? { forfeitedAt } : {}) } as const;
  return (await tx.ticket.updateMany({ where: { eventId, id: { in: [...ids] }, status }, data })).count;
}

/** The price of the tickets of an order that were given up without money back: it is kept, as that of live ones is. */
export async function forfeitedPrice(
  tx: Transaction,
  { eventId, orderId }: { eventId: number; orderId: string },
): Promise<number> {
  const where = { eventId, orderId, forfeitedAt: { not: null } };
  return (await tx.ticket.aggregate({ where, _sum: { unitMinor: true } }))._sum.unitMinor ?? 0;
}

/** Takes the buyer's name off the tickets of an order. */
export async function forgetHolders(
  tx: Transaction,
  { eventId, orderId }: { eventId: number; orderId: string },
): Promise<void> {
  await tx.ticket.updateMany({ where: { eventId, orderId, holderName: { not: "" } }, data: { holderName: "" } });
}

type TicketsOf = { eventId: number; orderId: string };

/** Makes the live tickets of an order void while its payment is disputed; their seats stay theirs. Answers how many. */
export async function suspendTickets(tx: Transaction, { eventId, orderId }: TicketsOf): Promise<number> {
  const where = { eventId, orderId, status: { in: statesBefore<TicketStatus>(TICKET_TRANSITIONS, "VOID") } };
  return (await tx.ticket.updateMany({ where, data: { status: "VOID", suspendedAt: new Date() } })).count;
}

/** Makes suspended tickets live again; answers how many. */
export async function restoreTickets(tx: Transaction, { eventId, orderId }: TicketsOf): Promise<number> {
  const where = { eventId, orderId, suspendedAt: { not: null } };
  return (await tx.ticket.updateMany({ where, data: { status: "LIVE", suspendedAt: null } })).count;
}

/** Leaves suspended tickets void for good; answers the seats that were kept for them. */
export async function dropSuspendedTickets(tx: Transaction, { eventId, orderId }: TicketsOf): Promise<number[]> {
  const where = { eventId, orderId, suspendedAt: { not: null } };
  const dropped = await tx.ticket.updateManyAndReturn({ where, data: { suspendedAt: null }, select: { seatId: true } });
  return dropped.map(({ seatId }) => seatId);
}
