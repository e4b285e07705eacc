import type Stripe from "stripe";
import { z } from "zod";
import { databaseNow } from "#lib/platform/db/database-clock";
import { log } from "#lib/platform/observability/log";
import type { WebhookDelivery, WebhookEvent, WebhookReading } from "../gateway.ts";
import { idOf, readDispute, readIntent, readRefund } from "./read-intent.ts";

/**
 * Verifies and reads one webhook, signed with one of the secrets; a forged, stale or unsigned one is `ok: false`, without a word about why. What is signed and
 * still not as Stripe documents it is `isMalformed`, and logged loudly: sending it again would not mend it.
 */
export function readWebhook(stripe: Stripe, secrets: readonly string[], delivery: WebhookDelivery): WebhookReading {
  const event = secrets.map((secret) => verified(stripe, secret, delivery)).find((each) => each !== undefined);
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
  account: z
    .string()
    .regex(/^acct_\w{1,64}$/)
    .nullish(),
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
  const { id, type, account } = event;
  return { id, type, ...(account ? { account } : {}), ...subjectOf(event) };
}

function subjectOf({ type, data: { object } }: Stripe.Event): Omit<WebhookEvent, "id" | "type" | "account"> {
  if (object.object === "payment_intent") return { payment: readIntent(object) };
  if (object.object === "refund") return { refund: readRefund(object) };
  if (object.object === "charge") {
    const paymentId = idOf(object.payment_intent);
    return paymentId && object.amount_refunded > 0 ? { refundedPaymentId: paymentId } : {};
  }
  if (object.object === "dispute") return { dispute: readDispute(object) };
  return object.object === "account" || type === "account.application.deauthorized" ? { isAboutAccount: true } : {};
}
