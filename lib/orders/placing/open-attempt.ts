import { gatewayForNewPayment } from "#lib/payments/choose-gateway";
import { isLivePayment } from "#lib/payments/state";
import { databaseNow } from "#lib/platform/db/database-clock";
import { invariant } from "#lib/platform/invariant";
import { findReservation } from "#lib/reservations/store";
import { closeAttempt } from "../settling/end-unpaid.ts";
import { findOrderOf, type OrderWithPayments, type PaymentRow } from "../settling/payment-store.ts";
import type { OrderRequest } from "./open-order.ts";
import { claimAttempt } from "./order-store.ts";
import { type Routed, type RouteRefusal, routePayment } from "./route-payment.ts";

/**
 * The live attempt of an order, or a new one; none when the time is up or the order is closed. A buyer who left the bank's page
 * and uses another card is not sent back there: the open challenge is cancelled first. An attempt that is not charged when
 * the time is up is never charged.
 */
export async function openAttempt(
  order: OrderWithPayments,
  request: OrderRequest,
): Promise<{ ok: true; order: OrderWithPayments; attempt: PaymentRow | undefined } | RouteRefusal> {
  let now = order;
  for (let tries = 0; now.status === "PENDING"; tries++) {
    const live = now.payments.find(isLivePayment);
    const isTooLate = live?.status === "CREATED" && (await isTimeUp(now));
    if (live && !isTooLate && (tries > 0 || !isReplaced(live, request))) return { ok: true, order: now, attempt: live };
    if (tries === (isTooLate ? 1 : TRIES_MAX)) break;
    if (live) await closeAttempt(live);
    else {
      const routed = await routePayment(now, request);
      if (!routed.ok) return routed;
      await claimAttempt(now, newAttempt(now, request, routed));
    }
    now = await reloadOrder(now);
  }
  return { ok: true, order: now, attempt: undefined };
}

/** A concurrent request may open and close an attempt between reading and claiming; each try sees its result. */
const TRIES_MAX = 3;

/** The order as it is now. */
export async function reloadOrder(order: OrderWithPayments): Promise<OrderWithPayments> {
  const now = await findOrderOf(order.eventId, order.reservationId);
  invariant(now, "an order does not vanish");
  return now;
}

function newAttempt(order: OrderWithPayments, request: OrderRequest, { route, organizationId }: Routed) {
  const { paymentMethodId: methodId, idempotencyKey: clientKey, billing: who } = request;
  const routed = route ? { route: { ...route, organizationId } } : {};
  return { gateway: gatewayForNewPayment(order).name, ...routed, methodId, clientKey, who };
}

function isReplaced(live: PaymentRow, { idempotencyKey, paymentMethodId }: OrderRequest): boolean {
  const isOther = live.clientKey !== idempotencyKey && paymentMethodId !== "" && live.methodId !== paymentMethodId;
  return live.status === "REQUIRES_ACTION" && isOther;
}

async function isTimeUp({ eventId, reservationId }: OrderWithPayments): Promise<boolean> {
  const reservation = await findReservation(eventId, reservationId);
  return !reservation || reservation.expiresAt <= databaseNow();
}
