import { z } from "zod";
import { positiveInt } from "#lib/platform/input";

/** The messages on `wss://…/ws` in both directions. Browser-safe. */
export const SEAT_CHANNEL = "seat:updates";

const topic = { channel: z.literal(SEAT_CHANNEL), event_id: positiveInt };

export const socketRequest = z.discriminatedUnion("action", [
  /** `last_event_id` is the `id` of the last received message; the later ones follow, or a snapshot. */
  z.object({ action: z.literal("subscribe"), ...topic, last_event_id: z.string().max(40).optional() }),
  z.object({ action: z.literal("unsubscribe"), ...topic }),
  z.object({ action: z.literal("ping") }),
]);
export type SocketRequest = z.output<typeof socketRequest>;

/** Why something was not done; the connection stays open but for `rate_limit_exceeded`. */
export type SocketError =
  | "invalid_request"
  | "not_found"
  | "too_many_subscriptions"
  | "rate_limit_exceeded"
  | "unavailable";
