import { log } from "#lib/platform/log";
import { gateway } from "#lib/payments/choose-gateway";
import { announceFreed } from "#lib/reservations/expire-holds";
import { findReservation } from "#lib/reservations/store";
import { chooseAtLeastAsGood } from "#lib/seating/choose-seats";
import { announceSeats, openLiveSeats } from "#lib/seating/live-seats";
import { claimGiveBack, claimMoneyReturned, claimOffer } from "./late-store.ts";
import { claimPaymentState, loadOrder, type PaymentRow } from "./payment-store.ts";

/** How long substitute seats wait for the buyer's answer. */
const OFFER_SECONDS = 15 * 60;

type Holding = Pick<PaymentRow, "eventId" | "id" | "orderId">;

/**
 * Money is there and its seats are somebody else's. (The first rung, own seats that are still free, is in the settling
 * statement.) Second: seats side by side, as good or better, are put aside and offered. Third: the money goes back by
 * itself and the buyer is told. Every step is in the audit log and may be repeated.
 */
export async function climbLatePaymentLadder(payment: Holding): Promise<void> {
  const order = await loadOrder(payment.eventId, payment.orderId);
  if (order.failureReason !== "late_payment" && (await isOffered(order))) return;
  await giveBack(payment);
}

async function isOffered(order: { eventId: number; id: string; reservationId: string }): Promise<boolean> {
  const seats = await openLiveSeats(order.eventId);
  const reservation = await findReservation(order.eventId, order.reservationId);
  if (!seats || !reservation || seats.event.startsAt <= new Date()) return false;
  await seats.refresh();
  const substitute = chooseAtLeastAsGood(seats, reservation.seatIds);
  const held = substitute && (await claimOffer(order, substitute, OFFER_SECONDS));
  if (!held) return false;
  announceSeats(
    held.eventId,
    held.seatIds.map((seatId, i) => [seatId, 1, held.versions[i] ?? 0] as const),
  );
  return true;
}

/** Gives the money of a payment back, with one idempotency key for ever (INV-2, INV-6). */
export async function giveBack(payment: Holding): Promise<void> {
  const given = await claimGiveBack(payment);
  if (!given) return;
  announceFreed(given.changed);
  log().warn({ eventId: payment.eventId, orderId: payment.orderId, held: given.status }, "late payment goes back");
  if (!given.gatewayId) return;
  if (given.status === "AUTHORIZED") {
    const state = await gateway().cancel(given.gatewayId, { idempotencyKey: `${given.refundKey}-cancel` });
    if (state.status === "canceled") {
      await claimPaymentState(payment, { status: "CANCELED" });
      return;
    }
    // It was captured meanwhile: on the books as that, the next round refunds it.
    if (state.status === "captured") await claimPaymentState(payment, { status: "CAPTURED" });
    return;
  }
  const refund = await gateway().refund({
    gatewayId: given.gatewayId,
    amountMinor: given.amountMinor,
    currency: given.currency,
    idempotencyKey: given.refundKey,
    reason: "late_payment",
  });
  if (refund.status !== "failed") await claimMoneyReturned(payment, refund.gatewayId);
}
