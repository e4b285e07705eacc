import { audit } from "#lib/audit/audit";
import { findOrganizationOf } from "#lib/catalog/queries";
import { log } from "#lib/platform/observability/log";
import { findPayment, loadOrder, type PaymentRow } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";
import { mayCloseUnknown, UNKNOWN_CODE } from "./unknown-rules.ts";

/**
 * Closes a payment that its gateway does not know once its time is over: no money can come of it. A settlement that rested on it is
 * taken back. It is on the audit log, where its organization reads it. Until then it is asked about again.
 */
export async function closeUnknown(payment: PaymentRow, now = new Date()): Promise<void> {
  const { eventId, id, orderId, gatewayId, amountMinor, currency } = payment;
  const about = { eventId, payment: id, gatewayId };
  if (!mayCloseUnknown(payment, now) || gatewayId === null) {
    log().error(about, "a gateway does not know a payment of ours");
    return;
  }
  const decline = { code: UNKNOWN_CODE, message: "" };
  const nowhere = {
    kind: "payment",
    status: "canceled",
    gatewayId,
    amountMinor,
    currency,
    decline,
    metadata: {},
  } as const;
  await applyGatewayState(payment, nowhere);
  if ((await findPayment(eventId, id))?.status !== "CANCELED") return;
  log().error(about, "a payment that its gateway does not know is closed");
  await audit({
    ...{
      actor: "system",
      action: "payment.unknown",
      subject: (await loadOrder(eventId, orderId)).number,
      outcome: "closed",
    },
    ...{ organizationId: await findOrganizationOf(eventId), eventId },
    detail: { payment: id, gateway_payment: gatewayId, amount: amountMinor },
  });
}
