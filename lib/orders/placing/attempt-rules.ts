import { isLivePayment, type PaymentStatus } from "#lib/payments/state";
import type { ReservationStatus } from "#lib/reservations/state";
import type { OrderStatus } from "../state.ts";

/** Whether a further attempt may open, on an order as read behind its locks: no attempt may still take money, and there is time. */
export function mayOpenAttempt(books: {
  now: Date;
  order: { status: OrderStatus };
  reservation: { status: ReservationStatus; expiresAt: Date };
  payments: readonly { status: PaymentStatus }[];
}): boolean {
  const { now, order, reservation, payments } = books;
  const isInTime = reservation.status === "PAYING" && reservation.expiresAt > now;
  return order.status === "PENDING" && isInTime && !payments.some(isLivePayment);
}
