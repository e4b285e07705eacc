import { gatewayOf } from "#lib/payments/choose-gateway";
import type { GatewayPayment } from "#lib/payments/gateway";
import { payments } from "#lib/payments/metrics";
import { Failure } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { announceSeats } from "#lib/seating/live-seats";
import { bookFees } from "../ledger/ledger-store.ts";
import { orders } from "../metrics.ts";
import { noteGroups } from "../persons/note-groups.ts";
import { finishRefund } from "../refunding/record-refunds.ts";
import { climbLatePaymentLadder, giveBackSurplus } from "./late-payment.ts";
import { findPendingReturn } from "./late-store.ts";
import { claimPaymentState, claimSettlement, findPayment, type InboxEntry, type PaymentRow } from "./payment-store.ts";
import { claimUndo } from "./undo-store.ts";

type Attempt = Pick<PaymentRow, "eventId" | "id" | "orderId" | "idempotencyKey" | "gateway" | "account" | "createdAt">;

/**
 * Applies the gateway's state of a payment to the books. The commit request, the webhook and the reconciler all end here, any
 * number of times and concurrently: the first one settles, the others find it done.
 */
export async function applyGatewayState(payment: Attempt, state: GatewayPayment, inbox?: InboxEntry): Promise<void> {
  payments.inc({ gateway: payment.gateway, outcome: state.status });
  const key = { eventId: payment.eventId, id: payment.id };
  switch (state.status) {
    case "authorized":
    case "captured":
      await settlePayment(payment, state, inbox);
      if (state.fee) await bookFees(payment, [state.fee]);
      return;
    case "requires_action":
    case "processing":
      await claimPaymentState(key, { status: "REQUIRES_ACTION", gatewayId: state.gatewayId }, inbox);
      return;
    case "canceled":
      return recordCanceled(payment, state, inbox);
    case "failed":
      // The holder of the client secret could still pay it, so it is closed.
      return applyGatewayState(payment, await closedAt(payment, state), inbox);
  }
}

/** Takes the settlement back where there is one. The second look is for one that came between the first and the record. */
async function recordCanceled(payment: Attempt, state: GatewayPayment, inbox: InboxEntry | undefined): Promise<void> {
  if (await isUndone(payment, inbox)) return;
  const canceled = {
    status: "CANCELED",
    gatewayId: state.gatewayId,
    declineCode: state.decline?.code ?? null,
  } as const;
  if (!(await claimPaymentState(payment, canceled, inbox))) await isUndone(payment, inbox);
}

/** Without voids it counts as closed: money that it takes all the same is late. */
async function closedAt(payment: Attempt, state: GatewayPayment): Promise<GatewayPayment> {
  const gateway = gatewayOf(payment);
  const idempotencyKey = `${payment.idempotencyKey}-cancel`;
  const closed = gateway.voids ? await gateway.cancel(state.gatewayId, { idempotencyKey }) : state;
  const decline = state.decline ?? { code: "authentication_failed", message: "" };
  return closed.status === "failed" || closed.status === "canceled"
    ? { ...closed, status: "canceled", decline }
    : closed;
}

/** Books the seats for money that is there (INV-2), then takes it; climbs the ladder when the seats are gone. */
async function settlePayment(payment: Attempt, state: GatewayPayment, inbox: InboxEntry | undefined): Promise<void> {
  if (isReturned(state)) return recordReturned(payment, state, inbox);
  const status = state.status === "captured" ? "CAPTURED" : "AUTHORIZED";
  const { outcome, changed } = await claimSettlement(
    payment,
    { status, gatewayId: state.gatewayId, methodLabel: state.methodLabel ?? null },
    inbox,
  );
  if (changed) {
    announceSeats(
      changed.eventId,
      changed.seatIds.map((seatId, i) => [seatId, 2, changed.versions[i] ?? 0] as const),
    );
  }
  orders.inc({ outcome });
  if (outcome === "seats_gone") return climbLatePaymentLadder(payment, status);
  if (outcome === "surplus") return giveBackSurplus(payment, state);
  if ((outcome === "settled" || outcome === "already") && status === "AUTHORIZED")
    await capture(payment, state.gatewayId);
  await noteGroups(payment, state, outcome);
}

/** All of it is back with the buyer: such money never buys a ticket. */
function isReturned(state: GatewayPayment): boolean {
  return state.amountMinor > 0 && (state.amountRefundedMinor ?? 0) >= state.amountMinor;
}

/**
 * Asks what became of the refund that waits: a gateway counts money as refunded while it is still on its way, and may get it back. A
 * payment that was refunded before we ever heard of it counts as cancelled.
 */
async function recordReturned(payment: Attempt, state: GatewayPayment, inbox: InboxEntry | undefined): Promise<void> {
  const refund = await findPendingReturn(payment);
  const row = refund && (await findPayment(payment.eventId, payment.id));
  if (row) await finishRefund(refund, { ...row, gatewayId: state.gatewayId });
  else await recordCanceled(payment, state, inbox);
}

/**
 * Captures the authorized money of a settled order. A failure changes nothing for the buyer, who has the tickets, because the
 * reconciler tries again. If the authorization is gone, the settlement is reversed.
 */
async function capture(payment: Attempt, gatewayId: string): Promise<void> {
  const { eventId, orderId } = payment;
  const gateway = gatewayOf(payment);
  if (gateway.takes === "sale") return;
  try {
    const state = await gateway.capture(gatewayId, { idempotencyKey: `${payment.idempotencyKey}-capture` });
    if (state.status === "captured") await claimPaymentState(payment, { status: "CAPTURED" });
    else if (state.status === "canceled" || state.status === "failed") await isUndone(payment, undefined);
  } catch (error) {
    if (error instanceof Failure)
      log().warn({ err: error, eventId, orderId }, "money not taken yet, the reconciler will");
    else log().error({ err: error, eventId, orderId }, "the gateway refuses to hand over the money of a settled order");
  }
}

/** Takes back a settlement whose money is gone; false when there was none. */
async function isUndone(payment: Attempt, inbox: InboxEntry | undefined): Promise<boolean> {
  const freed = await claimUndo(payment, inbox);
  if (freed) announceFreed(freed);
  return freed !== undefined;
}
