import { isLivePayment, type PaymentStatus } from "#lib/payments/state";
import type { ReservationStatus } from "#lib/reservations/state";
import type { OrderStatus } from "../state.ts";

/**
 * The decisions on money that arrived late or twice, or was withdrawn (the late-payment ladder): whether a step may be taken on
 * an order as read after the locks.
 */
export type LateFacts = {
  now: Date;
  order: { status: OrderStatus; failureReason: string | null; offerUntil: Date | null };
  reservation: { status: ReservationStatus; expiresAt: Date };
  payments: readonly { status: PaymentStatus }[];
};

/** Whether other seats may be offered: the order still waits for seats, and nothing was offered yet. */
export function mayOffer({ order }: LateFacts): boolean {
  const waits = order.status === "PENDING" || (order.status === "FAILED" && order.failureReason === "unpaid");
  return waits && order.offerUntil === null;
}

/** Whether the buyer may take the offer now. */
export function mayTakeOffer({ order, reservation, now }: LateFacts): boolean {
  const isOpen = order.status === "PENDING" && order.offerUntil !== null && order.offerUntil > now;
  return isOpen && (reservation.status === "PAYING" || reservation.status === "EXPIRED");
}

/**
 * Whether this payment's money is refunded. An open offer prevents it unless the buyer declines: a settlement that finds no seats
 * must not destroy an offer that was just made. The buyer declines an open offer and nothing else: one that was taken meanwhile
 * is being settled, and its seats are the buyer's.
 */
export function mayGiveBack(
  { order, now }: LateFacts,
  payment: { status: PaymentStatus },
  because: GiveBackReason,
): boolean {
  const isUnpaid = order.status === "PENDING" || order.status === "FAILED";
  const isOffered = order.offerUntil !== null && order.offerUntil > now;
  return (
    holdsMoney(payment) && isUnpaid && (because === "event_cancelled" || (because === "buyer_declined") === isOffered)
  );
}

/** Why money that pays for no seats goes back. */
export type GiveBackReason = "no_seats" | "buyer_declined" | "event_cancelled";

/** Orders that ended so have got their money back, or get it: nothing is offered to their buyers any more. */
export function isGivenBack({ failureReason }: { failureReason: string | null }): boolean {
  return failureReason === "late_payment" || failureReason === "event_cancelled";
}

/** Whether an expired offer ends without a refund, because there is no money left to refund. */
export function mayEndOffer({ order, payments, now }: LateFacts): boolean {
  const isOver = order.status === "PENDING" && order.offerUntil !== null && order.offerUntil <= now;
  return isOver && !payments.some(holdsMoney);
}

/** Whether a settlement is taken back because its authorization is gone: the money was never taken. */
export function mayUndo({ order }: LateFacts, payment: { status: PaymentStatus }): boolean {
  return payment.status === "AUTHORIZED" && order.status === "PAID";
}

/** Whether a reservation ends unpaid: its time is up, and no attempt may still take money. */
export function mayEndUnpaid({ reservation, payments, now }: LateFacts): boolean {
  const isUp = reservation.status === "PAYING" && reservation.expiresAt <= now;
  return isUp && !payments.some(isLivePayment);
}

/** Whether money beside the order's is refunded: not where its payment came to pay the order since it was found surplus. */
export function isStillSurplus(payment: { status: PaymentStatus }): boolean {
  return !holdsMoney(payment);
}

function holdsMoney({ status }: { status: PaymentStatus }): boolean {
  return status === "AUTHORIZED" || status === "CAPTURED";
}

/**
 * The names that a basket's seats get when the buyer takes others: old seat to new seat, in order. Seats in both keep theirs.
 */
export function renamedSeats(before: readonly number[], after: readonly number[]): { from: number; to: number }[] {
  const inOrder = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);
  const lost = inOrder(before.filter((id) => !after.includes(id)));
  const won = inOrder(after.filter((id) => !before.includes(id)));
  return lost.flatMap((from, i) => {
    const to = won[i];
    return to === undefined ? [] : [{ from, to }];
  });
}
