import type { DeliveryWire, WebhookEvent, WebhookWire } from "./webhook-contract.ts";
import type { DeliveryRow } from "./webhook-delivery-store.ts";
import type { EndpointRow } from "./webhook-store.ts";

/** An endpoint as the wire spells it: without its secret. */
export function webhookOnWire(row: EndpointRow): WebhookWire {
  const until = row.previousSecretUntil;
  return {
    id: row.id,
    url: row.url,
    events: row.events as WebhookEvent[],
    enabled: row.disabledAt === null,
    disabled_reason: row.disabledAt === null ? null : row.disabledReason === "gone" ? "gone" : "by_staff",
    old_secret_until: until && until.getTime() > Date.now() ? until.toISOString() : null,
    created_at: row.createdAt.toISOString(),
  };
}

/** A message with the outcome of its last try. */
export function deliveryOnWire(row: DeliveryRow): DeliveryWire {
  return {
    id: row.id,
    message_id: row.messageId,
    type: row.type,
    state: row.deliveredAt ? "delivered" : row.abandonedAt ? "abandoned" : "pending",
    attempts: row.attempts,
    status: row.status,
    failure: row.failure,
    duration_ms: row.durationMs,
    created_at: row.createdAt.toISOString(),
    attempted_at: row.attemptedAt?.toISOString() ?? null,
    next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
    delivered_at: row.deliveredAt?.toISOString() ?? null,
  };
}
