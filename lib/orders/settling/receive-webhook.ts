import { findGateway, gatewayOf, type PaidAt } from "#lib/payments/choose-gateway";
import type { GatewayPayment, PaymentGateway, WebhookDelivery, WebhookEvent } from "#lib/payments/gateway";
import { isConnectedAccount } from "#lib/payments/payouts/payout-store";
import { recordAccount } from "#lib/payments/payouts/record-account";
import type { Refused } from "#lib/platform/http/refusals";
import { uuid } from "#lib/platform/input";
import { log } from "#lib/platform/observability/log";
import { recordDispute } from "../disputing/record-dispute.ts";
import { bookFees } from "../ledger/ledger-store.ts";
import { recordRefunds } from "../refunding/record-refunds.ts";
import { refuse } from "../refusals.ts";
import { findPayment, type PaymentRow } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";

/**
 * Receives a message of the named gateway. A bad signature writes nothing. Messages repeat and overtake one another, so a message
 * only names the payment to ask about; the gateway's present answer is recorded, in one transaction with the message's id.
 * Answering ok means that the effect is committed; an exception makes the gateway send the message again (INV-11).
 */
export async function receiveWebhook(
  name: string,
  delivery: WebhookDelivery,
): Promise<{ ok: true } | Refused<"not_found" | "invalid_signature" | "invalid_request">> {
  const gateway = findGateway(name);
  if (!gateway) return refuse("not_found");
  const reading = await gateway.readWebhook(delivery);
  if (!reading.ok && reading.isMalformed) return refuse("invalid_request", { fields: [] });
  if (!reading.ok) return refuse("invalid_signature");
  const { event } = reading;
  if (event.account !== undefined && !(await isOfOurs(gateway, event.account))) return { ok: true };
  if (event.account !== undefined && event.isAboutAccount) {
    await recordAccount(gateway, event.account);
    return { ok: true };
  }
  await hear(event, { gateway: gateway.name, account: event.account ?? null });
  return { ok: true };
}

/** An account that no organization of ours ever connected is nothing to us: somebody made it in the gateway's dashboard. */
async function isOfOurs(gateway: PaymentGateway, account: string): Promise<boolean> {
  const isKnown = gateway.connects && (await isConnectedAccount(gateway.name, account));
  if (!isKnown)
    log().warn({ gateway: gateway.name, account }, "a webhook of an account that no organization connected");
  return isKnown;
}

/** Acts on a message of one account. What it names is looked up there, so that no account speaks for the payments of another. */
async function hear(event: WebhookEvent, at: PaidAt): Promise<void> {
  const refundedId = event.refund?.gatewayPaymentId ?? event.refundedPaymentId;
  if (refundedId !== undefined) {
    await hearOfRefund(at, refundedId);
    return;
  }
  if (event.dispute) {
    await hearOfDispute(at, event.dispute.gatewayId);
    return;
  }
  const mine = event.payment && ourPayment(event.payment);
  const payment = mine && (await findPayment(mine.eventId, mine.id));
  if (!payment || !event.payment) {
    log().info({ type: event.type }, "a webhook that is not about a payment of ours");
    return;
  }
  const state = await gatewayOf(at).find(event.payment.gatewayId);
  if (state && !isOurs(at, payment, state)) {
    log().error(
      { eventId: payment.eventId, payment: payment.id, gatewayId: state.gatewayId, account: at.account },
      "a webhook names our payment but is about another one",
    );
    return;
  }
  if (state) await applyGatewayState(payment, state, { gateway: at.gateway, id: event.id, type: event.type });
}

/** A refund says only which payment to look at; a repeated event finds everything recorded. */
async function hearOfRefund(at: PaidAt, gatewayId: string): Promise<void> {
  const state = await gatewayOf(at).find(gatewayId);
  const mine = state && ourPayment(state);
  const payment = mine && (await findPayment(mine.eventId, mine.id));
  if (payment && isOurs(at, payment, state)) await recordRefunds(payment);
}

/**
 * A dispute says only which one to look at. Money that our books have not got yet is settled first, because a dispute may
 * overtake the word that its payment was captured.
 */
async function hearOfDispute(at: PaidAt, disputeId: string): Promise<void> {
  const gateway = gatewayOf(at);
  const dispute = await gateway.findDispute(disputeId);
  const state = dispute?.gatewayPaymentId === undefined ? undefined : await gateway.find(dispute.gatewayPaymentId);
  const mine = state && ourPayment(state);
  const payment = mine && (await findPayment(mine.eventId, mine.id));
  if (!dispute || !state || !payment || !isOurs(at, payment, state)) {
    log().info("a dispute that is not about a payment of ours");
    return;
  }
  await applyGatewayState(payment, state);
  await recordDispute(payment, dispute);
  await bookFees(payment, dispute.fees ?? []);
}

/** Users of the gateway's accounts can copy metadata, so gateway, account, id, amount and currency must match as well. */
function isOurs(at: PaidAt, payment: PaymentRow, state: GatewayPayment): boolean {
  return (
    payment.gateway === at.gateway &&
    payment.account === at.account &&
    (payment.gatewayId ?? state.gatewayId) === state.gatewayId &&
    payment.amountMinor === state.amountMinor &&
    payment.currency === state.currency
  );
}

function ourPayment(payment: GatewayPayment): { eventId: number; id: string } | undefined {
  const eventId = Number(payment.metadata.event_id);
  const id = payment.metadata.payment_id ?? "";
  // Users of the gateway's account write metadata: what no event and no payment can be called is not looked up.
  const isEvent = Number.isInteger(eventId) && eventId > 0 && eventId <= EVENT_ID_MAX;
  return isEvent && uuid.safeParse(id).success ? { eventId, id } : undefined;
}

/** The largest number that the database's `integer` holds. */
const EVENT_ID_MAX = 2_147_483_647;
