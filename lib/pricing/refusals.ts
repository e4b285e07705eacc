import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { addOnWire } from "./add-ons/add-on-contract.ts";
import { ADD_ON_REASONS } from "./add-ons/add-on-rules.ts";
import { ADD_ON_PROBLEMS } from "./add-ons/judge-add-on.ts";
import { promoWire } from "./promo/managing/promo-contract.ts";
import { TERMS_PROBLEMS } from "./promo/managing/promo-terms-rules.ts";
import { LINE_PROBLEMS } from "./promo/managing/read-code-list.ts";
import { RULE_PROBLEMS } from "./rules/judge-price-rules.ts";
import { priceRulesWire } from "./rules/price-rules-contract.ts";
import { STEP_PROBLEMS } from "./steps/judge-price-steps.ts";
import { priceStepsWire } from "./steps/step-contract.ts";

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
  promo_terms_invalid: {
    status: 400,
    title: "These terms of a promo code cannot be.",
    data: z.object({
      fields: z.array(
        z.object({
          path: z.string(),
          message: z.string(),
          problem: z.enum(TERMS_PROBLEMS),
          limit: z.number().optional(),
        }),
      ),
    }),
  },
  promo_code_taken: {
    status: 409,
    title: "The event has this promo code already, or one that looks like it.",
    data: z.object({
      taken: z.string().meta({ description: "The code that there is." }),
      looks_alike: z.boolean().meta({ description: "It is not the same, but people would take one for the other." }),
    }),
  },
  promo_code_changed: {
    status: 409,
    title: "Someone else changed this promo code in the meantime.",
    data: z.object({ promo_code: promoWire.meta({ description: "The code as it is now." }) }),
  },
  promo_lines_invalid: {
    status: 422,
    title: "Lines of the list stand against it. Nothing was saved.",
    data: z.object({
      lines: z
        .array(
          z.object({ line: z.int(), code: z.string(), problem: z.enum(LINE_PROBLEMS), like: z.string().optional() }),
        )
        .meta({ description: "The first 200 of them; `like` is the code that this one cannot be told from." }),
      count: z.int(),
    }),
  },
  promo_batch_invalid: {
    status: 422,
    title: "These codes cannot be made. Nothing was saved.",
    data: z.object({
      reason: z.enum(["name_taken", "guessable", "empty", "too_many", "limit"]).meta({
        description:
          "Another batch has the name; so short, codes could be guessed; the list has no code; it has more than `max`; the event would have more than `max`.",
      }),
      max: z.int().optional(),
    }),
  },
  ticket_type_unavailable: {
    status: 422,
    title: "These seats cannot be had at this ticket type.",
    data: z.object({
      reason: z.enum(["unknown", "level", "too_many", "needs_wheelchair", "not_held"]).meta({
        description:
          "The event has no such type, or none at the price level of these seats; an order may have at most `max` of it; it needs a wheelchair place for each; or the seat is not in the reservation.",
      }),
      ticket_type_id: z.string().optional(),
      seat_ids: z.array(z.int()).meta({ description: "The seats that cannot be had at it." }),
      max: z.int().optional(),
    }),
  },
  add_on_unavailable: {
    status: 409,
    title: "An add-on cannot be had so. Nothing was charged.",
    data: z.object({
      reason: z.enum(ADD_ON_REASONS).meta({
        description:
          "The event has no such add-on, or does not sell it now; none or not so many are left; or an order with so many tickets may have at most `max`.",
      }),
      add_on_id: z.string(),
      name: z.string().optional(),
      max: z.int().meta({ description: "How many of it this order can have now." }),
    }),
  },
  add_on_invalid: {
    status: 400,
    title: "This add-on cannot be. Nothing was saved.",
    data: z.object({
      fields: z.array(
        z.object({
          path: z.string(),
          message: z.string(),
          problem: z.enum(ADD_ON_PROBLEMS),
          limit: z.number().optional(),
        }),
      ),
    }),
  },
  add_on_changed: {
    status: 409,
    title: "Someone else changed this add-on in the meantime.",
    data: z.object({ add_on: addOnWire.meta({ description: "The add-on as it is now." }) }),
  },
  add_on_in_orders: {
    status: 409,
    title: "Orders have this add-on. It can be taken off sale.",
  },
  too_many_add_ons: {
    status: 409,
    title: "The event has as many add-ons as it can have.",
    data: z.object({ max: z.int() }),
  },
  price_rules_changed: {
    status: 409,
    title: "Someone else changed these prices in the meantime.",
    data: z.object({
      changed_by: z.string().nullable(),
      rules: priceRulesWire.meta({ description: "The rules as they are now." }),
    }),
  },
  price_rules_invalid: {
    status: 400,
    title: "These rules of price cannot be. Nothing was saved.",
    data: z.object({
      fields: z.array(
        z.object({
          path: z.string(),
          message: z.string(),
          problem: z.enum(RULE_PROBLEMS),
          limit: z.number().optional(),
        }),
      ),
    }),
  },
  price_steps_invalid: {
    status: 400,
    title: "These price steps cannot be. Nothing was saved.",
    data: z.object({
      fields: z.array(
        z.object({
          path: z.string(),
          message: z.string(),
          problem: z.enum(STEP_PROBLEMS),
          limit: z.number().optional(),
        }),
      ),
    }),
  },
  price_steps_changed: {
    status: 409,
    title: "Someone else changed these price steps in the meantime.",
    data: z.object({ price_steps: priceStepsWire.meta({ description: "The steps as they are now." }) }),
  },
  price_changed: {
    status: 409,
    title: "The price has changed since the buyer saw it. Nothing was charged.",
    data: z.object({
      total_price: z.number().meta({ description: "What it costs now: show it, and ask again with it." }),
      currency: z.string(),
    }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof pricingRefusals> {}
}

export const refuse = refuseWith(pricingRefusals);
