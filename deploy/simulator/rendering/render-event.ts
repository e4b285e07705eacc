import type { EventRecord } from "../ledger.ts";

/** An event as its webhook carries it, with the request that caused it; null for what happened by itself. */
export function renderEvent(event: EventRecord) {
  return {
    id: event.id,
    object: "event",
    ...(event.account === undefined ? {} : { account: event.account }),
    api_version: API_VERSION,
    created: event.created,
    data: { object: event.object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: event.cause?.requestId ?? null, idempotency_key: event.cause?.idempotencyKey ?? null },
    type: event.type,
  };
}

/** The version whose shapes these are: the one that the SDK in package.json pins. */
export const API_VERSION = "2026-10-28.endive";
