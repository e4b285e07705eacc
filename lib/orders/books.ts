import type { PaymentStatus } from "#lib/payments/state";
import { PAYMENT_TRANSITIONS } from "#lib/payments/state";
import type { Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { statesBefore, statesBeforeOrIn } from "#lib/platform/transitions";
import { type LockedReservation, lockReservations } from "#lib/reservations/reservation-fragments";
import type { Prisma } from "#prisma/generated/client";
import { paymentMovements } from "./ledger/ledger-rules.ts";
import { appendLedger } from "./ledger/ledger-store.ts";
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
  return (await lockManyBooks(tx, { eventId, ids: [id] }))[0];
}

/** The same for many orders of one event, in the order of their ids. Each kind of row is locked of all of them before the next. */
export async function lockManyBooks(
  tx: Transaction,
  { eventId, ids }: { eventId: number; ids: readonly string[] },
): Promise<Books[]> {
  const of = { eventId, orderId: { in: [...ids] } };
  await tx.$queryRaw`
    SELECT id FROM payments WHERE event_id = ${eventId}::int AND order_id = ANY (${ids}::uuid[]) ORDER BY order_id, attempt FOR UPDATE`;
  await tx.$queryRaw`
    SELECT id FROM orders WHERE event_id = ${eventId}::int AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const orders = await tx.order.findMany({ where: { eventId, id: { in: [...ids] } }, orderBy: { id: "asc" } });
  if (orders.length === 0) return [];
  const reservations = await lockReservations(tx, { eventId, ids: orders.map(({ reservationId }) => reservationId) });
  const payments = Map.groupBy(
    await tx.payment.findMany({ where: of, orderBy: { attempt: "asc" } }),
    ({ orderId }) => orderId,
  );
  const refunds = Map.groupBy(
    await tx.refund.findMany({ where: of, orderBy: { createdAt: "asc" } }),
    ({ orderId }) => orderId,
  );
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  invariant(clock, "the database has a clock");
  return orders.map((order) => {
    const reservation = reservations.get(order.reservationId);
    invariant(reservation, "an order is of a reservation");
    const { id } = order;
    return { now: clock.now, order, reservation, payments: payments.get(id) ?? [], refunds: refunds.get(id) ?? [] };
  });
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

/** Moves locked orders of one event along the table of their states. */
export async function moveOrders(
  tx: Transaction,
  { eventId, ids }: { eventId: number; ids: readonly string[] },
  status: OrderStatus,
): Promise<void> {
  const from = { in: statesBefore<OrderStatus>(ORDER_TRANSITIONS, status) };
  const where = { eventId, id: { in: [...ids] }, status: from };
  const { count } = await tx.order.updateMany({ where, data: { status } });
  invariant(count === ids.length, "locked orders move along the table of their states");
}

/**
 * Moves a locked payment along the table of its states, with further changes and the ledger's lines, and appends a fact when the
 * kept money changes.
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
  await appendLedger(tx, paymentEntry(payment, status));
  const kept = keptMinor({ ...payment, status, ...data }) - keptMinor(payment);
  if (kept === 0) return;
  const payload = { orderId, paymentId: id, keptMinor: kept };
  await appendFact(tx, { type: "payment.moved", eventId, subject: orderId, payload });
}

/** A locked payment with the state and the refunded sum that it comes to. */
export type PaymentMove = { payment: PaymentRow; status: PaymentStatus; refundedMinor: number };

/** Moves many locked payments of one event along the table of their states, with the ledger's lines; the caller appends the facts. */
export async function movePayments(tx: Transaction, eventId: number, moves: readonly PaymentMove[]): Promise<void> {
  for (const [status, ofStatus] of Map.groupBy(moves, (move) => move.status)) {
    const from = statesBeforeOrIn<PaymentStatus>(PAYMENT_TRANSITIONS, status);
    const count = await tx.$executeRaw`
      UPDATE payments p SET status = ${status}::payment_status, refunded_minor = m.refunded_minor, updated_at = now()
      FROM unnest(${ofStatus.map(({ payment }) => payment.id)}::uuid[], ${ofStatus.map((move) => move.refundedMinor)}::bigint[])
        AS m(id, refunded_minor)
      WHERE p.event_id = ${eventId}::int AND p.id = m.id AND p.status = ANY (${from}::payment_status[])`;
    invariant(count === ofStatus.length, "locked payments move along the table of their states");
  }
  await appendLedger(tx, ...moves.map(({ payment, status }) => paymentEntry(payment, status)));
}

function paymentEntry({ eventId, orderId, id, currency, amountMinor, status }: PaymentRow, after: PaymentStatus) {
  const movements = paymentMovements({ before: status, after }, amountMinor);
  return { eventId, orderId, paymentId: id, currency, movements };
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
