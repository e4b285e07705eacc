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
  promo_code_invalid: {
    status: 422,
    title: "This promo code does not apply.",
    data: z.object({
      reason: z.string().meta({
        description:
          "`unknown`, `inactive`, `not_yet`, `over`, `other_levels`, `too_few_tickets`, `below_total`, `used_up`, `too_many_tickets`, `used_by_you` or `at_minimum` (nothing can be taken off). The other fields say what would make the code apply.",
      }),
      valid_from: z.iso.datetime().optional(),
      valid_until: z.iso.datetime().optional(),
      price_level_ids: z.array(z.int()).optional().meta({ description: "The price levels that the code is for." }),
      tickets_min: z.int().optional().meta({ description: "The smallest number of tickets that the code is for." }),
      tickets_missing: z.int().optional(),
      total_min: z.number().optional().meta({ description: "The smallest price of its tickets together." }),
      missing: z.number().optional().meta({ description: "How much the basket is below it." }),
      currency: z.string().optional(),
      tickets_left: z.int().optional().meta({ description: "How many tickets the code is still good for." }),
      uses_per_person: z.int().optional(),
    }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof pricingRefusals> {}
}

export const refuse = refuseWith(pricingRefusals);
