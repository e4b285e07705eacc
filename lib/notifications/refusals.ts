import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** What webhooks to organizations refuse. */
export const notificationRefusals = declareRefusals({
  webhook_limit_reached: {
    status: 409,
    title: "This organization has as many webhooks as it may have.",
    data: z.object({ limit: z.int() }),
  },
  webhook_disabled: { status: 409, title: "This webhook is switched off." },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof notificationRefusals> {}
}

export const refuse = refuseWith(notificationRefusals);
