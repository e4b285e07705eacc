import { gatewayOf } from "#lib/payments/choose-gateway";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { claimPaymentState, claimUnpaidEnd, findOrderOf, listLapsedPaying, type PaymentRow } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";

/** A request that was sent this long ago is not on its way any more. */
const IN_FLIGHT_MS = 60_000;

/** Ends reservations whose buyers pressed the button and never finished. Answers how many ended. */
export async function endUnpaidReservations(limit = 100): Promise<number> {
  let ended = 0;
  for (const { eventId, id } of await listLapsedPaying(limit)) {
    try {
      if (await endUnpaid(eventId, id)) ended += 1;
    } catch (error) {
      log().warn({ err: error, eventId }, "an unpaid reservation is not ended yet");
    }
  }
  return ended;
}

/**
 * Ends one PAYING reservation past its time: every attempt is cancelled at the gateway first, and one that turns out to
 * hold money is settled instead. False while the outcome of an attempt is not known.
 */
export async function endUnpaid(eventId: number, reservationId: string): Promise<boolean> {
  const order = await findOrderOf(eventId, reservationId);
  for (const payment of order?.payments ?? []) {
    if (payment.status === "CREATED" || payment.status === "REQUIRES_ACTION") await closeAttempt(payment);
  }
  const freed = await claimUnpaidEnd(eventId, reservationId, "unpaid");
  if (freed) announceFreed(freed);
  return freed !== undefined;
}

/**
 * Sees to it that an attempt takes no money any more: cancels it at the gateway, or settles it where the money is there
 * already. One whose request may still be on its way stays as it is.
 */
export async function closeAttempt(payment: PaymentRow): Promise<void> {
  const gatewayId = payment.gatewayId ?? (await lostGatewayId(payment));
  if (gatewayId) {
    const state = await gatewayOf(payment).cancel(gatewayId, { idempotencyKey: `${payment.idempotencyKey}-cancel` });
    await applyGatewayState(payment, state);
  } else if (Date.now() - payment.createdAt.getTime() > IN_FLIGHT_MS) {
    await claimPaymentState(payment, { status: "FAILED" });
  }
}

/** The gateway's id of an attempt whose answer never arrived. */
async function lostGatewayId(payment: PaymentRow): Promise<string | undefined> {
  const found = await gatewayOf(payment).findByMetadata({
    payment_id: payment.id,
    since: new Date(payment.createdAt.getTime() - IN_FLIGHT_MS),
  });
  return found?.gatewayId;
}
