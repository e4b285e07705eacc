import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** What pricing refuses. */
export const pricingRefusals = declareRefusals({
  amount_not_payable: {
    status: 422,
    title: "No payment can be of this amount.",
    data: z.object({
      reason: z.enum(["too_small", "too_large", "step", "currency"]),
      currency: z.string(),
      limit: z.number().optional().meta({
        description:
          "The smallest or largest amount that can be charged, or the step between two; absent where only the gateway knows.",
      }),
    }),
  },
  promo_code_invalid: { status: 422, title: "This promo code does not apply.", data: z.object({ reason: z.string() }) },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof pricingRefusals> {}
}

export const refuse = refuseWith(pricingRefusals);
