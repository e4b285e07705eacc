import { db } from "#lib/platform/db/db";
import { cameFrom } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import type { Changed } from "#lib/reservations/store";
import type { Prisma } from "#prisma/generated/client";
import { LOCK_FOR_REFUND, REFUND, REFUND_ENDED, RETRY_REFUND, TAKE_PENDING_REFUNDS } from "./refund-statements.ts";

export type RefundRow = Prisma.RefundGetPayload<object>;

/** What is asked of the refund statement. `key` is the refund's idempotency key, for ever. */
export type RefundAsked = {
  kind: "whole" | "tickets" | "amount" | "gateway";
  numbers: readonly string[];
  amountMinor: number | null;
  reason: string;
  /** Under the event's policy for buyers; staff and the gateway are not bound by it. */
  byOwner: boolean;
  actor: string;
  key: string;
  stepMinor: number;
  gatewayId: string | null;
};

export type RefundVerdict =
  | "ok"
  | "again"
  | "not_paid"
  | "nothing_paid"
  | "nothing_left"
  | "payment_under_way"
  | "disputed"
  | "no_returns"
  | "too_late"
  | "ticket_gone"
  | "checked_in"
  | "too_much"
  | "too_fine";

export type RefundDecision = {
  said: RefundVerdict;
  /** The refund that was made, or the one that this key made before. */
  refundId: string | null;
  /** What could still be given back before this. */
  restMinor: number;
  /** Chosen tickets that were used at the gate. */
  used: string[];
  changed: Changed;
};

/** Decides a refund and writes it down, with all that follows from it in our books; the gateway is not asked here. */
export async function claimRefund(order: { eventId: number; id: string }, asked: RefundAsked): Promise<RefundDecision> {
  const given = { ...asked, ...cameFrom() };
  const [, rows] = await db().$transaction([
    db().$queryRawUnsafe(LOCK_FOR_REFUND, order.eventId, order.id),
    db().$queryRawUnsafe<DecisionRow[]>(REFUND, order.eventId, order.id, uuidv7(), JSON.stringify(given)),
  ]);
  const row = rows[0];
  invariant(row, "an order that is to be refunded exists");
  return {
    said: row.said,
    refundId: row.id,
    restMinor: row.rest ?? 0,
    used: row.used ?? [],
    changed: { eventId: order.eventId, seatIds: row.seat_ids ?? [], versions: row.versions ?? [] },
  };
}

type DecisionRow = {
  said: RefundVerdict;
  id: string | null;
  rest: number | null;
  used: string[] | null;
  seat_ids: number[] | null;
  versions: number[] | null;
};

/** Records what the gateway made of a refund; false when it was recorded already or another attempt has begun. */
export async function claimRefundEnd(
  refund: { eventId: number; id: string; attempt: number },
  ended: { status: "SUCCEEDED" | "FAILED"; gatewayId: string | null },
): Promise<boolean> {
  const { eventId, id, attempt } = refund;
  const rows = await db().$queryRawUnsafe<unknown[]>(REFUND_ENDED, eventId, id, ended.status, ended.gatewayId, attempt);
  return rows.length === 1;
}

/** Begins another attempt of a refund that the gateway had refused; false when it is not in that state. */
export async function claimRefundRetry(order: { eventId: number; id: string }, refundId: string): Promise<boolean> {
  const rows = await db().$queryRawUnsafe<unknown[]>(RETRY_REFUND, order.eventId, refundId, order.id);
  return rows.length === 1;
}

/** Takes the refunds about which the gateway must be asked now; one that was asked about is left alone for as long again. */
export async function claimPendingRefunds(quietSeconds: number, limit: number): Promise<RefundRow[]> {
  const rows = await db().$queryRawUnsafe<{ event_id: number; id: string }[]>(
    TAKE_PENDING_REFUNDS,
    quietSeconds,
    limit,
  );
  return db().refund.findMany({ where: { OR: rows.map((row) => ({ eventId: row.event_id, id: row.id })) } });
}

export async function loadRefund(eventId: number, id: string): Promise<RefundRow> {
  return db().refund.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
}

/** The refunds of a payment, the oldest first. */
export async function listRefundsOf(payment: { eventId: number; id: string }): Promise<RefundRow[]> {
  return db().refund.findMany({
    where: { eventId: payment.eventId, paymentId: payment.id },
    orderBy: { createdAt: "asc" },
  });
}

/** The refunds of an order, the oldest first. */
export async function listRefundsOfOrder(order: { eventId: number; id: string }): Promise<RefundRow[]> {
  return db().refund.findMany({
    where: { eventId: order.eventId, orderId: order.id },
    orderBy: { createdAt: "asc" },
  });
}

/** Those of the tickets that were used at the gate. */
export async function listUsedTickets(eventId: number, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db().checkIn.findMany({
    where: { eventId, ticketId: { in: [...ids] } },
    select: { ticketId: true },
  });
  return new Set(rows.map((row) => row.ticketId));
}

/** The numbers of tickets, in order. */
export async function listTicketNumbers(eventId: number, ids: readonly string[]): Promise<string[]> {
  const rows = await db().ticket.findMany({
    where: { eventId, id: { in: [...ids] } },
    select: { number: true },
    orderBy: { seatId: "asc" },
  });
  return rows.map((row) => row.number);
}
