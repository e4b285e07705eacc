import { gatewayOf } from "#lib/payments/choose-gateway";
import type { GatewayPayment, GatewayPaymentStatus, PaymentGateway } from "#lib/payments/gateway";
import { databaseNow } from "#lib/platform/db/database-clock";
import { Failure, invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { findReservation } from "#lib/reservations/store";
import { chooseAtLeastAsGood } from "#lib/seating/choose-seats";
import { announceSeats, openLiveSeats } from "#lib/seating/live-seats";
import { finishRefund } from "../refunding/record-refunds.ts";
import { sendRefund } from "../refunding/send-refund.ts";
import { type GiveBackReason, isGivenBack } from "./late-rules.ts";
import { appendSurplusRefund, claimGiveBack, claimOffer } from "./late-store.ts";
import { offerSeconds } from "./offer-seconds.ts";
import { claimPaymentState, loadOrder, type PaymentRow } from "./payment-store.ts";

type Holding = Pick<PaymentRow, "eventId" | "id" | "orderId" | "gateway" | "account">;

/**
 * Handles money whose seats another buyer has. (Settling handles the first rung: its own seats are still free.)
 * Second rung: equal or better seats, side by side, are held and offered. Third rung: the money is refunded automatically and
 * the buyer gets a mail. Every step is audited and may be repeated.
 */
export async function climbLatePaymentLadder(
  payment: Holding & Pick<PaymentRow, "createdAt">,
  held: "AUTHORIZED" | "CAPTURED",
): Promise<void> {
  const order = await loadOrder(payment.eventId, payment.orderId);
  const seconds = offerSeconds({ held, createdAt: payment.createdAt, now: databaseNow() }, gatewayOf(payment));
  if (!isGivenBack(order) && seconds > 0 && (await isOffered(order, seconds))) return;
  await giveBack(payment, "no_seats");
}

async function isOffered(
  order: { eventId: number; id: string; reservationId: string },
  seconds: number,
): Promise<boolean> {
  const seats = await openLiveSeats(order.eventId);
  const reservation = await findReservation(order.eventId, order.reservationId);
  if (!seats || !reservation || seats.event.startsAt <= databaseNow()) return false;
  await seats.refresh();
  const substitute = chooseAtLeastAsGood(seats, reservation.seatIds);
  const held = substitute && (await claimOffer(order, substitute, seconds));
  if (!held) return false;
  announceSeats(
    held.eventId,
    held.seatIds.map((seatId, i) => [seatId, 1, held.versions[i] ?? 0] as const),
  );
  return true;
}

/**
 * Gives the money of a payment back, with one idempotency key for ever (INV-2, INV-6). A gateway that is out of reach
 * changes nothing for the buyer: it is decided and on the books, and the reconciler asks again. False when nothing may go back.
 */
export async function giveBack(payment: Holding, because: GiveBackReason): Promise<boolean> {
  const given = await claimGiveBack(payment, because);
  if (!given) return false;
  announceFreed(given.changed);
  log().warn({ eventId: payment.eventId, orderId: payment.orderId, held: given.status }, "late payment goes back");
  try {
    if (given.status === "AUTHORIZED") await letGo(given.payment);
    else if (given.refund?.status === "PENDING")
      await (given.isRefundNew ? sendRefund(given.refund) : finishRefund(given.refund, given.payment));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log().warn(
      { err: error, eventId: payment.eventId, orderId: payment.orderId },
      "money not back yet, the reconciler asks again",
    );
  }
  return true;
}

async function letGo(payment: PaymentRow): Promise<void> {
  const { gatewayId, idempotencyKey } = payment;
  if (!gatewayId) return;
  const status = await endReserved(gatewayOf(payment), gatewayId, `${idempotencyKey}-late`);
  if (status === "canceled") await claimPaymentState(payment, { status: "CANCELED" });
  if (status !== "captured") return;
  // It is captured: on the books as that, it is refunded.
  if (await claimPaymentState(payment, { status: "CAPTURED" })) await giveBack(payment, "no_seats");
}

/** Lets reserved money go. Where the gateway cannot, takes it, so that it can be refunded. Answers what became of it. */
async function endReserved(gateway: PaymentGateway, gatewayId: string, key: string): Promise<GatewayPaymentStatus> {
  if (gateway.voids) return (await gateway.cancel(gatewayId, { idempotencyKey: `${key}-cancel` })).status;
  invariant(gateway.takes === "authorize", "a gateway of sales has no reserved money");
  return (await gateway.capture(gatewayId, { idempotencyKey: `${key}-capture` })).status;
}

/**
 * Refunds an attempt's money when another attempt pays the order: a request that was believed lost arrived after all. Throws when
 * the gateway is unreachable, so that the caller's webhook or reconciliation repeats it.
 */
export async function giveBackSurplus(
  payment: Holding & { idempotencyKey: string },
  state: GatewayPayment,
): Promise<void> {
  log().error(
    { eventId: payment.eventId, orderId: payment.orderId, status: state.status },
    "an order was paid twice, the second payment goes back",
  );
  const { gatewayId } = state;
  let { status } = state;
  const key = `${payment.idempotencyKey}-surplus`;
  if (status === "authorized") status = await endReserved(gatewayOf(payment), gatewayId, key);
  if (status === "canceled") await claimPaymentState(payment, { status: "CANCELED", gatewayId });
  if (status !== "captured") return;
  const surplus = await appendSurplusRefund(payment, gatewayId);
  if (surplus?.refund?.status === "PENDING") await finishRefund(surplus.refund, surplus.payment);
}
