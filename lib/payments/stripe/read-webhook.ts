import type Stripe from "stripe";
import type { WebhookDelivery, WebhookEvent, WebhookReading } from "../gateway.ts";
import { idOf, readDispute, readIntent, readRefund } from "./read-intent.ts";

/** Verifies and reads one webhook; a forged, stale or unreadable one is `ok: false`, without a word about why. */
export function readWebhook(stripe: Stripe, secret: string, delivery: WebhookDelivery): WebhookReading {
  const event = verified(stripe, secret, delivery);
  // Outside of the try: an event of Stripe's that we cannot read is a fault to hear about, not a forgery.
  return event ? { ok: true, event: readEvent(event) } : { ok: false };
}

function verified(stripe: Stripe, secret: string, { rawBody, headers }: WebhookDelivery): Stripe.Event | undefined {
  try {
    return stripe.webhooks.constructEvent(Buffer.from(rawBody), headers.get("stripe-signature") ?? "", secret);
  } catch {
    return undefined;
  }
}

function readEvent(event: Stripe.Event): WebhookEvent {
  const { id, type } = event;
  const object = event.data.object;
  if (object.object === "payment_intent") return { id, type, payment: readIntent(object) };
  if (object.object === "refund") return { id, type, refund: readRefund(object) };
  if (object.object === "charge") {
    const paymentId = idOf(object.payment_intent);
    return { id, type, ...(paymentId && object.amount_refunded > 0 ? { refundedPaymentId: paymentId } : {}) };
  }
  if (object.object === "dispute") {
    return { id, type, dispute: readDispute(object) };
  }
  return { id, type };
}
