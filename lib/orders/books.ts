import type { PaymentStatus } from "#lib/payments/state";
import { PAYMENT_TRANSITIONS } from "#lib/payments/state";
import type { Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { statesBeforeOrIn } from "#lib/platform/transitions";
import { type LockedReservation, lockReservation } from "#lib/reservations/reservation-fragments";
import type { Prisma } from "#prisma/generated/client";
import { ORDER_TRANSITIONS, type OrderStatus } from "./state.ts";

type Key = { eventId: number; id: string };
type OrderRow = Prisma.OrderGetPayload<object>;
type PaymentRow = Prisma.PaymentGetPayload<object>;

/** An order with its money, locked. `now` is the database's clock, read behind the locks. */
export type Books = {
  now: Date;
  order: OrderRow;
  /** By attempt. */
  payments: PaymentRow[];
  /** The oldest first. */
  refunds: Prisma.RefundGetPayload<object>[];
  reservation: LockedReservation;
};

/**
 * Locks an order for a decision about its money in the order payments → order → reservation, like every statement that touches
 * them; its tickets and then its seats follow (ticket-fragments.ts, seat-fragments.ts). Everything is read after the locks, so
 * it includes every earlier refund and settlement. Undefined when the order does not exist.
 */
export async function lockBooks(tx: Transaction, { eventId, id }: Key): Promise<Books | undefined> {
  const mine = { eventId, orderId: id };
  await tx.$queryRaw`
    SELECT id FROM payments WHERE event_id = ${eventId}::int AND order_id = ${id}::uuid ORDER BY attempt FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM orders WHERE event_id = ${eventId}::int AND id = ${id}::uuid FOR UPDATE`;
  const order = await tx.order.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!order) return undefined;
  const reservation = await lockReservation(tx, { eventId, id: order.reservationId });
  const payments = await tx.payment.findMany({ where: mine, orderBy: { attempt: "asc" } });
  const refunds = await tx.refund.findMany({ where: mine, orderBy: { createdAt: "asc" } });
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  invariant(clock, "the database has a clock");
  return { now: clock.now, order, payments, refunds, reservation };
}

/** The same, found by one of the order's payments. */
export async function lockBooksOf(
  tx: Transaction,
  { eventId, id }: Key,
): Promise<(Books & { payment: PaymentRow }) | undefined> {
  const found = await tx.payment.findUnique({ where: { eventId_id: { eventId, id } }, select: { orderId: true } });
  const books = found && (await lockBooks(tx, { eventId, id: found.orderId }));
  const payment = books?.payments.find((each) => each.id === id);
  return books && payment ? { ...books, payment } : undefined;
}

/** Moves a locked order along the table of its states, with further changes. */
export async function moveOrder(
  tx: Transaction,
  { eventId, id }: Key,
  { status, ...data }: { status: OrderStatus } & Prisma.OrderUpdateManyMutationInput,
): Promise<void> {
  const from = { in: statesBeforeOrIn<OrderStatus>(ORDER_TRANSITIONS, status) };
  const { count } = await tx.order.updateMany({ where: { eventId, id, status: from }, data: { status, ...data } });
  invariant(count === 1, "a locked order moves along the table of its states");
}

/**
 * Moves a locked payment along the table of its states, with further changes, and appends a fact when the kept money
 * changes.
 */
export async function movePayment(
  tx: Transaction,
  payment: PaymentRow,
  { status, ...data }: { status: PaymentStatus; refundedMinor?: number; lostMinor?: number; gatewayId?: string | null },
): Promise<void> {
  const { eventId, id, orderId } = payment;
  const from = { in: statesBeforeOrIn<PaymentStatus>(PAYMENT_TRANSITIONS, status) };
  const { count } = await tx.payment.updateMany({
    where: { eventId, id, status: from },
    data: { status, ...data, updatedAt: new Date() },
  });
  invariant(count === 1, "a locked payment moves along the table of its states");
  const kept = keptMinor({ ...payment, status, ...data }) - keptMinor(payment);
  if (kept === 0) return;
  const payload = { orderId, paymentId: id, keptMinor: kept };
  await appendFact(tx, { type: "payment.moved", eventId, subject: orderId, payload });
}

/** What a payment holds of a buyer's money: captured less refunded and lost, in minor units. */
export function keptMinor({
  status,
  amountMinor,
  refundedMinor,
  lostMinor,
}: Pick<PaymentRow, "status" | "amountMinor" | "refundedMinor" | "lostMinor">) {
  return HOLDING.has(status) ? amountMinor - refundedMinor - lostMinor : 0;
}

const HOLDING: ReadonlySet<PaymentStatus> = new Set(["CAPTURED", "REFUNDED", "DISPUTED", "LOST"]);
