import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { claimCancellation } from "./cancellation-store.ts";

/** Opens the run that gives everything back when an event is cancelled (work-cancellations.ts). */
export const orderCanceller: Subscriber = {
  name: "order-canceller",
  types: ["event.cancelled"],
  handle: ({ eventId }: Fact) => claimCancellation(eventId),
};
