import { z } from "zod";
import { text } from "#lib/platform/input";
import { RULES_MAX } from "./rule-limits.ts";

const AMOUNT_MAX = 100_000_000;

const name = text(60).pipe(z.string().min(1, "must not be empty"));
const id = z.uuid().optional().meta({
  description: "Of a rule that stays; a new one has none. Orders keep the name of the type that they were sold at.",
});
const levelIds = z
  .array(z.int().min(1).max(32_767))
  .max(100)
  .nullable()
  .meta({ description: "The ids of the price levels that it is for; null for all." });
const perOrderMax = z.int().min(1).max(1_000).nullable();
const levels = levelIds
  .default(null)
  .meta({ description: "The ids of the price levels that it is for; null for all." });

const ticketType = z.object({
  id,
  name,
  kind: z.enum(["percent", "amount", "fixed"]),
  value: z.number().min(0).max(AMOUNT_MAX).meta({
    description:
      "Whole percents off, an amount off, or the price, in the event's currency. No type makes a seat dearer.",
  }),
  price_level_ids: levels,
  per_order_max: perOrderMax.default(null),
  needs_wheelchair: z.boolean().default(false).meta({
    description: "At most one for each wheelchair place of the same order.",
  }),
});

const groupDiscount = z.object({
  id,
  name,
  kind: z.enum(["buy_pay", "percent"]),
  seats: z.int().min(2).max(1_000),
  value: z.int().min(1).max(999).meta({
    description:
      "Of each `seats` seats so many are paid and the cheapest are free; or percents off from `seats` seats on.",
  }),
  price_level_ids: levels,
});

const taxRate = z.object({
  id,
  name,
  percent: z.number().min(0).max(100, "must be at most 100 %").multipleOf(0.001, "must have at most three digits"),
  on: z.array(z.enum(["tickets", "fees", "add_ons"])).min(1, "must name at least one"),
  price_level_ids: levels,
});

const rules = {
  ticket_types: z.array(ticketType).max(RULES_MAX),
  group_discounts: z.array(groupDiscount).max(RULES_MAX),
  taxes_included: z.boolean().meta({
    description: "Whether prices contain the taxes. Otherwise they are added to them, last, and shown before.",
  }),
  tax_rates: z.array(taxRate).max(RULES_MAX),
};

/** All rules of price of an event, in the order in which they are shown. */
export const priceRulesBody = z.object({
  revision: z.int().min(0).meta({ description: "Of the rules that were read; 0 where there were none." }),
  ...rules,
});
export type PriceRulesBody = z.output<typeof priceRulesBody>;

const kept = { id: z.uuid(), price_level_ids: levelIds };
export const priceRulesWire = z
  .object({
    revision: z.int(),
    currency: z.string(),
    price_levels: z.array(z.object({ id: z.int(), name: z.string(), price: z.number(), fee: z.number() })),
    ...rules,
    ticket_types: z.array(ticketType.extend({ ...kept, per_order_max: perOrderMax, needs_wheelchair: z.boolean() })),
    group_discounts: z.array(groupDiscount.extend(kept)),
    tax_rates: z.array(taxRate.extend(kept)),
    proposed_taxes: z
      .object({
        taxes_included: z.boolean(),
        tax_rates: z.array(taxRate.extend({ price_level_ids: levelIds })),
      })
      .nullable()
      .meta({ description: "What is usual where the venue is, while the event has no rules; to be checked." }),
  })
  .meta({ id: "PriceRules" });
export type PriceRulesWire = z.output<typeof priceRulesWire>;
