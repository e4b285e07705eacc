import { z } from "zod";
import { positiveIntText, text, uuid } from "#lib/platform/input";

/** The types of messages to organizations. Browser-safe. */
export const WEBHOOK_EVENTS = [
  "order.paid",
  "order.refunded",
  "payment.disputed",
  "dispute.closed",
  "ticket.checked_in",
  "event.updated",
  "event.hall_changed",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** The version of the messages' shape, which grows only when a reader of the old one would break. */
export const WEBHOOK_API_VERSION = "v1";

const url = text(500).min(1, "must not be empty");
const events = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1, "must name at least one event")
  .max(WEBHOOK_EVENTS.length)
  .transform((given) => [...new Set(given)])
  .describe("What to tell.");

export const webhookInput = z.object({ url, events });
export type WebhookInput = z.output<typeof webhookInput>;

export const webhookChange = z
  .object({
    url: url.optional(),
    events: events.optional(),
    enabled: z.boolean().optional().describe("A webhook that answered 410 is off until it is switched on again."),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), "must change something");
export type WebhookChange = z.output<typeof webhookChange>;

export const webhooksParams = z.object({ id: uuid });
export const webhookParams = z.object({ id: uuid, webhook_id: uuid });
export const deliveryParams = z.object({ id: uuid, webhook_id: uuid, delivery_id: uuid });

export const DELIVERY_STATES = ["pending", "delivered", "abandoned"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Which part of a log. */
export const deliveriesQuery = z.object({
  state: z.enum(DELIVERY_STATES).optional().describe("Only messages in this state."),
  page: positiveIntText.pipe(z.number().max(10_000)).optional(),
  limit: positiveIntText.pipe(z.number().max(100)).optional(),
});

export const webhookWire = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  enabled: z.boolean(),
  disabled_reason: z.enum(["by_staff", "gone"]).nullable().describe("`gone`: the endpoint answered 410."),
  old_secret_until: z.iso
    .datetime()
    .nullable()
    .describe("Until when messages carry the former secret's signature too."),
  created_at: z.iso.datetime(),
});
export type WebhookWire = z.infer<typeof webhookWire>;

/** The only answers that show a secret: at making and at replacing. */
export const webhookWithSecret = webhookWire.extend({
  secret: z.string().describe("`whsec_…`, shown this once."),
});
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>;

export const deliveryWire = z.object({
  id: z.uuid(),
  message_id: z.string().describe("The same for each endpoint, each try and each replay: know a message by it."),
  type: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  status: z.int().nullable().describe("The HTTP status of the last answer."),
  failure: z.string().nullable().describe("Why there was no answer, or why it is no success."),
  duration_ms: z.int().nullable(),
  created_at: z.iso.datetime(),
  attempted_at: z.iso.datetime().nullable(),
  next_attempt_at: z.iso.datetime().nullable(),
  delivered_at: z.iso.datetime().nullable(),
});
export type DeliveryWire = z.infer<typeof deliveryWire>;

const meta = z.object({ total: z.int(), page: z.int(), limit: z.int() });
export const webhookList = z.object({ data: z.array(webhookWire), meta });
export const deliveryList = z.object({ data: z.array(deliveryWire), meta });
export type DeliveryList = z.infer<typeof deliveryList>;
