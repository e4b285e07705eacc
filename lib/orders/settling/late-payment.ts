import { gatewayOf } from "#lib/payments/choose-gateway";
import type { GatewayPayment } from "#lib/payments/gateway";
import { Failure } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { findReservation } from "#lib/reservations/store";
import { chooseAtLeastAsGood } from "#lib/seating/choose-seats";
import { announceSeats, openLiveSeats } from "#lib/seating/live-seats";
import { appendSurplusRefund, claimGiveBack, claimMoneyReturned, claimOffer, type GivenBack } from "./late-store.ts";
import { claimPaymentState, loadOrder, type PaymentRow } from "./payment-store.ts";

/** How long substitute seats wait for the buyer's answer. */
const OFFER_SECONDS = 15 * 60;

type Holding = Pick<PaymentRow, "eventId" | "id" | "orderId" | "gateway">;

/**
 * Money is there and its seats are somebody else's. (The first rung, own seats that are still free, is in the settling
 * statement.) Second: seats side by side, as good or better, are put aside and offered. Third: the money goes back by
 * itself and the buyer is told. Every step is in the audit log and may be repeated.
 */
export async function climbLatePaymentLadder(payment: Holding): Promise<void> {
  const order = await loadOrder(payment.eventId, payment.orderId);
  if (order.failureReason !== "late_payment" && (await isOffered(order))) return;
  await giveBack(payment, "no_seats");
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

/**
 * Gives the money of a payment back, with one idempotency key for ever (INV-2, INV-6). A gateway that is out of reach
 * changes nothing for the buyer: it is decided and on the books, and the reconciler asks again.
 */
export async function giveBack(payment: Holding, because: "no_seats" | "buyer_declined"): Promise<void> {
  const given = await claimGiveBack(payment, because);
  if (!given) return;
  announceFreed(given.changed);
  log().warn({ eventId: payment.eventId, orderId: payment.orderId, held: given.status }, "late payment goes back");
  const { gatewayId } = given;
  if (!gatewayId) return;
  try {
    await (given.status === "AUTHORIZED" ? letGo(payment, gatewayId, given) : refund(payment, gatewayId, given));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log().warn(
      { err: error, eventId: payment.eventId, orderId: payment.orderId },
      "money not back yet, the reconciler asks again",
    );
  }
}

async function letGo(payment: Holding, gatewayId: string, given: GivenBack): Promise<void> {
  const state = await gatewayOf(payment).cancel(gatewayId, { idempotencyKey: `${given.refundKey}-cancel` });
  if (state.status === "canceled") await claimPaymentState(payment, { status: "CANCELED" });
  if (state.status !== "captured") return;
  // It was captured meanwhile: on the books as that, it is refunded.
  if (await claimPaymentState(payment, { status: "CAPTURED" })) await giveBack(payment, "no_seats");
}

async function refund(
  payment: Holding,
  gatewayId: string,
  { amountMinor, currency, refundKey }: GivenBack,
): Promise<void> {
  const answer = await gatewayOf(payment).refund({
    gatewayId,
    amountMinor,
    currency,
    idempotencyKey: refundKey,
    reason: "late_payment",
  });
  if (answer.status !== "failed") await claimMoneyReturned(payment, gatewayId, answer.gatewayId);
  else
    log().error({ eventId: payment.eventId, orderId: payment.orderId }, "the gateway could not refund a late payment");
}

/**
 * Sends back what an attempt took although another one pays its order: an attempt given up for lost whose request arrived
 * after all. Throws when the gateway is out of reach, so that whoever told of the money tells it again.
 */
export async function giveBackSurplus(
  payment: Holding & { idempotencyKey: string },
  state: GatewayPayment,
): Promise<void> {
  log().error(
    { eventId: payment.eventId, orderId: payment.orderId, status: state.status },
    "an order was paid twice, the second payment goes back",
  );
  const { gatewayId, amountMinor, currency } = state;
  let { status } = state;
  if (status === "authorized")
    status = (
      await gatewayOf(payment).cancel(gatewayId, { idempotencyKey: `${payment.idempotencyKey}-surplus-cancel` })
    ).status;
  if (status === "canceled") await claimPaymentState(payment, { status: "CANCELED", gatewayId });
  if (status !== "captured") return;
  await appendSurplusRefund(payment);
  const answer = await gatewayOf(payment).refund({
    gatewayId,
    amountMinor,
    currency,
    idempotencyKey: `${payment.idempotencyKey}-surplus`,
    reason: "surplus",
  });
  if (answer.status !== "failed") await claimMoneyReturned(payment, gatewayId, answer.gatewayId);
}
