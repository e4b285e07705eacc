import { log } from "#lib/platform/log";
import { metrics } from "#lib/platform/metrics";
import { gateway } from "#lib/payments/choose-gateway";
import { type GatewayPayment, GatewayUnavailable } from "#lib/payments/gateway";
import { announceSeats } from "#lib/seating/live-seats";
import { announceFreed } from "#lib/reservations/expire-holds";
import { climbLatePaymentLadder } from "./late-payment.ts";
import { claimUndo } from "./late-store.ts";
import { claimPaymentState, claimSettlement, type InboxEntry, type PaymentRow } from "./payment-store.ts";

type Attempt = Pick<PaymentRow, "eventId" | "id" | "orderId" | "idempotencyKey" | "status" | "gatewayId">;

/**
 * Brings our books to what the gateway says of a payment. The commit request, the webhook and the reconciler all end
 * here, any number of times and at once: whoever is first settles, the others find it done.
 */
export async function applyGatewayState(payment: Attempt, state: GatewayPayment, inbox?: InboxEntry): Promise<void> {
  metrics().payments.inc({ gateway: gateway().name, outcome: state.status });
  const key = { eventId: payment.eventId, id: payment.id };
  switch (state.status) {
    case "authorized":
    case "captured":
      return settlePayment(payment, state, inbox);
    case "requires_action":
    case "processing":
      await claimPaymentState(key, { status: "REQUIRES_ACTION", gatewayId: state.gatewayId }, inbox);
      return;
    case "canceled":
      if (await isUndone(payment)) return;
      await claimPaymentState(key, { status: "CANCELED", gatewayId: state.gatewayId, declineCode: state.decline?.code ?? null }, inbox);
      return;
    case "failed":
      // Whoever knows the client secret could still pay it: closed, it can never surprise us.
      return applyGatewayState(payment, await closedAt(state, payment.idempotencyKey), inbox);
  }
}

async function closedAt(state: GatewayPayment, idempotencyKey: string): Promise<GatewayPayment> {
  const closed = await gateway().cancel(state.gatewayId, { idempotencyKey: `${idempotencyKey}-cancel` });
  const decline = state.decline ?? { code: "authentication_failed", message: "" };
  return closed.status === "failed" || closed.status === "canceled" ? { ...closed, status: "canceled", decline } : closed;
}

/** Books the seats for money that is there (INV-2), then takes it; climbs the ladder when the seats are gone. */
async function settlePayment(payment: Attempt, state: GatewayPayment, inbox: InboxEntry | undefined): Promise<void> {
  if (state.amountRefundedMinor !== undefined && state.amountRefundedMinor >= state.amountMinor && state.amountMinor > 0) return;
  const status = state.status === "captured" ? "CAPTURED" : "AUTHORIZED";
  const { outcome, changed } = await claimSettlement(payment, { status, gatewayId: state.gatewayId, methodLabel: state.methodLabel ?? null }, inbox);
  if (changed) {
    announceSeats(
      changed.eventId,
      changed.seatIds.map((seatId, i) => [seatId, 2, changed.versions[i] ?? 0] as const),
    );
  }
  metrics().orders.inc({ outcome });
  if (outcome === "seats_gone") return climbLatePaymentLadder(payment);
  if ((outcome === "settled" || outcome === "already") && status === "AUTHORIZED") await capture(payment, state.gatewayId);
}

/**
 * Takes the authorized money of a settled order. A gateway that is out of reach changes nothing for the buyer: the
 * reconciler takes it later. An authorization that is gone takes the settlement back.
 */
async function capture(payment: Attempt, gatewayId: string): Promise<void> {
  try {
    const state = await gateway().capture(gatewayId, { idempotencyKey: `${payment.idempotencyKey}-capture` });
    if (state.status === "captured") await claimPaymentState(payment, { status: "CAPTURED" });
    else if (state.status === "canceled" || state.status === "failed") await isUndone(payment);
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error;
    log().warn({ err: error, eventId: payment.eventId, orderId: payment.orderId }, "money not taken yet, the reconciler will");
  }
}

/** Takes back a settlement whose money is gone; false when there was none. */
async function isUndone(payment: Attempt): Promise<boolean> {
  const freed = await claimUndo(payment);
  if (freed) announceFreed(freed);
  return freed !== undefined;
}
