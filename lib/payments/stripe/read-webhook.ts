import type Stripe from "stripe";
import { z } from "zod";
import { databaseNow } from "#lib/platform/db/database-clock";
import { log } from "#lib/platform/observability/log";
import type { WebhookDelivery, WebhookEvent, WebhookReading } from "../gateway.ts";
import { idOf, readDispute, readIntent, readRefund } from "./read-intent.ts";

/**
 * Verifies and reads one webhook; a forged, stale or unsigned one is `ok: false`, without a word about why. What is signed and
 * still not as Stripe documents it is `isMalformed`, and logged loudly: sending it again would not mend it.
 */
export function readWebhook(stripe: Stripe, secret: string, delivery: WebhookDelivery): WebhookReading {
  const event = verified(stripe, secret, delivery);
  if (event === undefined) return { ok: false };
  const shaped = envelope.safeParse(event);
  if (!shaped.success) return malformed(shaped.error);
  try {
    return { ok: true, event: readEvent(event as Stripe.Event) };
  } catch (error) {
    return malformed(error);
  }
}

/** What every event has, within what our tables hold. */
const envelope = z.object({
  id: z.string().regex(/^[\w-]{1,255}$/),
  type: z.string().regex(/^[\w.]{1,255}$/),
  data: z.object({ object: z.object({ object: z.string() }) }),
});

function malformed(error: unknown): WebhookReading {
  log().error({ err: error }, "a signed webhook that cannot be read");
  return { ok: false, isMalformed: true };
}

function verified(stripe: Stripe, secret: string, { rawBody, headers }: WebhookDelivery): unknown {
  try {
    const signature = headers.get("stripe-signature") ?? "";
    // How old a signature is must not depend on this server's clock.
    return stripe.webhooks.constructEvent(
      Buffer.from(rawBody),
      signature,
      secret,
      undefined,
      undefined,
      databaseNow().getTime(),
    );
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
