import { z } from "zod";
import { receiveWebhook } from "#lib/orders/settling/receive-webhook";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { unlimited } from "#lib/platform/http/pipeline";
import { readBytes } from "#lib/platform/http/read-body";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { text } from "#lib/platform/input";

const BYTES_MAX = 1024 * 1024;

/** Events of the payment gateways. Signatures are over the raw bytes, so they are read as they came. */
export const POST = endpoint(
  {
    route: "/api/webhooks/{gateway}",
    authority: anyone,
    limit: unlimited(
      "a gateway sends in bursts, and what it is refused arrives late; an unsigned message costs one hash",
    ),
    params: z.object({
      gateway: text(40).meta({ description: "The name of a payment gateway.", examples: ["stripe"] }),
    }),
    operation: {
      summary: "Hear a payment gateway",
      description:
        "Takes what a payment gateway sends, signed over the raw bytes: Stripe at `/api/webhooks/stripe`, in `Stripe-Signature`.",
      tag: "Operation",
      answers: { 200: { description: "Heard.", body: z.object({ received: z.literal(true) }) } },
      refuses: ["not_found", "invalid_signature", "payload_too_large"],
    },
  },
  async ({ request, params }) => {
    const rawBody = await readBytes(request, BYTES_MAX);
    if (!rawBody) return refuse("payload_too_large", { limit_bytes: BYTES_MAX });
    const result = await receiveWebhook(params.gateway, { rawBody, headers: request.headers });
    return result.ok ? json({ received: true }) : result;
  },
);
