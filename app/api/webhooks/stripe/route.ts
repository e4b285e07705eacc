import { z } from "zod";
import { receiveWebhook } from "#lib/orders/settling/receive-webhook";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { readBytes } from "#lib/platform/http/read-body";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";

const BYTES_MAX = 1024 * 1024;

/** Stripe's events. The signature is over the raw bytes, so they are read as they came. */
export const POST = endpoint(
  {
    route: "/api/webhooks/stripe",
    authority: anyone,
    operation: {
      summary: "Hear Stripe",
      description: "Takes what Stripe sends, signed in `Stripe-Signature` over the raw bytes.",
      tag: "Operation",
      answers: { 200: { description: "Heard.", body: z.object({ received: z.literal(true) }) } },
      refuses: ["invalid_signature", "payload_too_large"],
    },
  },
  async ({ request }) => {
    const body = await readBytes(request, BYTES_MAX);
    if (!body) return refuse("payload_too_large", { limit_bytes: BYTES_MAX });
    const result = await receiveWebhook(body, request.headers);
    return result.ok ? json({ received: true }) : result;
  },
);
