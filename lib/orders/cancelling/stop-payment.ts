import { gatewayOf } from "#lib/payments/choose-gateway";
import { claimDeadlineNow } from "#lib/reservations/paying-store";
import { endUnpaid } from "../settling/end-unpaid.ts";
import { giveBack } from "../settling/late-payment.ts";
import { findHoldingPayment } from "../settling/late-store.ts";
import { loadOrder } from "../settling/payment-store.ts";
import { applyGatewayState } from "../settling/settle-payment.ts";

/**
 * Stops the payment of an order whose event is cancelled: money that is there goes back, an attempt that is under way is closed at
 * the gateway. Money that is only reserved for a paid order is taken first, so that its refund is on the books. What cannot be ended
 * now is tried again by the run.
 */
export async function stopPayment(key: { eventId: number; id: string }): Promise<void> {
  const { status, reservationId } = await loadOrder(key.eventId, key.id);
  const holding = await findHoldingPayment(key);
  if (status === "PENDING") {
    if (holding) await giveBack(holding, "event_cancelled");
    await claimDeadlineNow(key.eventId, reservationId);
    await endUnpaid(key.eventId, reservationId, "event_cancelled");
    return;
  }
  if (!holding?.gatewayId) return;
  const state = await gatewayOf(holding).find(holding.gatewayId);
  if (state) await applyGatewayState(holding, state);
}
