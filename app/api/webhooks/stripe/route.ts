import { receiveWebhook } from "#lib/orders/receive-webhook";
import { door, json, readBytes } from "#lib/platform/http";
import { refuse } from "#lib/platform/refusals";

const BYTES_MAX = 1024 * 1024;

/** Stripe's events. The signature is over the raw bytes, so they are read as they came. */
export const POST = door({ route: "/api/webhooks/stripe" }, async ({ request }) => {
  const body = await readBytes(request, BYTES_MAX);
  if (!body) return refuse("payload_too_large", { limit_bytes: BYTES_MAX });
  const result = await receiveWebhook(body, request.headers);
  return result.ok ? json({ received: true }) : result;
});
