import type Stripe from "stripe";
import type { WebhookEvent, WebhookReading } from "../gateway.ts";
import { fromStripeAmount } from "./amounts.ts";
import { idOf, readIntent, readRefund } from "./read-intent.ts";

/** Verifies and reads one webhook; a forged, stale or unreadable one is `ok: false`, without a word about why. */
export function readWebhook(
  stripe: Stripe,
  secret: string,
  delivery: { rawBody: Uint8Array | string; headers: Headers },
): WebhookReading {
  try {
    // The SDK would throw on an empty header as well, but a TypeScript string is what its signature asks for.
    const signature = delivery.headers.get("stripe-signature") ?? "";
    const body = typeof delivery.rawBody === "string" ? delivery.rawBody : Buffer.from(delivery.rawBody);
    return { ok: true, event: readEvent(stripe.webhooks.constructEvent(body, signature, secret)) };
  } catch {
    return { ok: false };
  }
}

function readEvent(event: Stripe.Event): WebhookEvent {
  const { id, type } = event;
  const object = event.data.object;
  if (object.object === "payment_intent") return { id, type, payment: readIntent(object) };
  if (object.object === "refund") return { id, type, refund: readRefund(object) };
  if (object.object === "dispute") {
    const paymentId = idOf(object.payment_intent);
    const amountMinor = fromStripeAmount(object.amount, object.currency);
    return {
      id,
      type,
      dispute: { amountMinor, status: object.status, ...(paymentId ? { gatewayPaymentId: paymentId } : {}) },
    };
  }
  return { id, type };
}
