import { gatewayOf } from "#lib/payments/choose-gateway";
import { type GatewayPayment, GatewayRejected, type PaymentGateway } from "#lib/payments/gateway";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { listLapsedPaying } from "#lib/reservations/paying-store";
import { closeUnknown } from "./close-unknown.ts";
import { findLostPayment, IN_FLIGHT_MS } from "./find-lost-payment.ts";
import { claimPaymentState, findOrderOf, type PaymentRow } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";
import { claimUnpaidEnd } from "./unpaid-store.ts";

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
export async function endUnpaid(
  eventId: number,
  reservationId: string,
  because: "unpaid" | "event_cancelled" = "unpaid",
): Promise<boolean> {
  const order = await findOrderOf(eventId, reservationId);
  for (const payment of order?.payments ?? []) {
    if (payment.status === "CREATED" || payment.status === "REQUIRES_ACTION") await closeAttempt(payment);
  }
  const freed = await claimUnpaidEnd(eventId, reservationId, because);
  if (freed) announceFreed(freed);
  return freed !== undefined;
}

/**
 * Makes sure that an attempt takes no more money: closes it at the gateway, or settles it when the money has arrived already. An
 * attempt whose request may still be in flight stays unchanged. A gateway without voids is only asked for the attempt's state;
 * an attempt that is still open there is abandoned, and money it takes later counts as late (late-payment.ts).
 */
export async function closeAttempt(payment: PaymentRow): Promise<void> {
  const lost = payment.gatewayId === null ? await findLostPayment(payment) : undefined;
  const gatewayId = payment.gatewayId ?? lost?.gatewayId;
  if (gatewayId !== undefined) return closeAtGateway(payment, gatewayId);
  if (lost?.kind === "declined") await claimPaymentState(payment, { status: "FAILED", declineCode: lost.code });
  else if (Date.now() - payment.createdAt.getTime() > IN_FLIGHT_MS)
    await claimPaymentState(payment, { status: "FAILED" });
}

async function closeAtGateway(payment: PaymentRow, gatewayId: string): Promise<void> {
  const gateway = gatewayOf(payment);
  const state = gateway.voids ? await canceledAt(gateway, payment, gatewayId) : await gateway.find(gatewayId);
  if (!state && gateway.voids) return closeUnknown({ ...payment, gatewayId });
  const isOpen = state?.status === "requires_action" || state?.status === "processing";
  if (!state || (isOpen && !gateway.voids)) await claimPaymentState(payment, { status: "FAILED", gatewayId });
  else await applyGatewayState(payment, state);
}

/** Cancels the attempt; undefined when the gateway refuses because it does not know it. */
async function canceledAt(
  gateway: Extract<PaymentGateway, { voids: true }>,
  { idempotencyKey }: PaymentRow,
  gatewayId: string,
): Promise<GatewayPayment | undefined> {
  try {
    return await gateway.cancel(gatewayId, { idempotencyKey: `${idempotencyKey}-cancel` });
  } catch (error) {
    if (!(error instanceof GatewayRejected) || (await gateway.find(gatewayId))) throw error;
    return undefined;
  }
}
