import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** What pricing refuses. */
export const pricingRefusals = declareRefusals({
  promo_code_invalid: { status: 422, title: "This promo code does not apply.", data: z.object({ reason: z.string() }) },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof pricingRefusals> {}
}

export const refuse = refuseWith(pricingRefusals);
