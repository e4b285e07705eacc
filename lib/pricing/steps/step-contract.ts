import { z } from "zod";
import { CHANGE_CAUSES } from "./price-steps.ts";

/** What crosses the wire of prices that change by themselves. Prices are all-in, in the major unit of the event's currency. */

/** More than anyone oversees on one event, and few enough for one page. */
export const STEPS_MAX = 40;
const AMOUNT_MAX = 100_000_000;
const SHARES_MAX = 20;

const price = z.number().min(0).max(AMOUNT_MAX);
const instant = z.iso.datetime({ offset: true, error: "must be a date and time" });
const count = z.int().min(1).max(1_000_000);
const base = {
  id: z.uuid().optional().meta({ description: "Of a step that stays; a new one has none." }),
  price_level_id: z.int().min(1).max(32_767),
};

const earlyBird = z.strictObject({
  ...base,
  kind: z.literal("early_bird"),
  price,
  until: instant.nullable().default(null),
  until_sold: count.nullable().default(null).meta({
    description:
      "Until so many were sold, whichever is first. What is returned does not bring the price back. Null: not by number.",
  }),
});
const lastMinute = z.strictObject({ ...base, kind: z.literal("last_minute"), price, from: instant });
const numberSold = z.strictObject({ ...base, kind: z.literal("number_sold"), price, from_sold: count });
const demand = z.strictObject({
  ...base,
  kind: z.literal("demand"),
  shares: z
    .array(
      z.strictObject({
        sold_percent: z.int().min(0).max(100),
        price_percent: z.int().min(1).max(1_000).meta({ description: "Of the regular price." }),
      }),
    )
    .min(1, "must name at least one")
    .max(SHARES_MAX),
  floor: price,
  ceiling: price,
  step_max: price.meta({ description: "The largest difference of one change." }),
  cool_down_minutes: z.int().min(1).max(43_200).meta({ description: "Between two changes of the level." }),
});

const step = z.discriminatedUnion("kind", [earlyBird, lastMinute, numberSold, demand]);
export type StepWire = z.output<typeof step>;
/** A step as it is answered: with all its fields. */
const savedStep = z.discriminatedUnion("kind", [
  earlyBird.extend({ until: instant.nullable(), until_sold: count.nullable() }),
  lastMinute,
  numberSold,
  demand,
]);

const announces = z.boolean().meta({
  description: "Whether a higher price is announced 24 hours before it applies. Where the law asks for it, it must be.",
});

/** All steps of an event, in the order in which early birds follow each other. */
export const priceStepsBody = z.strictObject({
  revision: z.int().min(0).meta({ description: "Of the steps that were read; 0 where there were none." }),
  announces,
  steps: z.array(step).max(STEPS_MAX),
});
export type PriceStepsBody = z.output<typeof priceStepsBody>;

const steppedLevel = z.object({
  id: z.int(),
  name: z.string(),
  price: price.meta({ description: "The list price of now." }),
  regular_price: price.meta({ description: "Without any step." }),
  fee: price,
  sold: z.int(),
  on_sale: z.int().meta({ description: "The seats that are or were on sale to everybody." }),
});

export const priceStepsWire = z
  .object({
    revision: z.int(),
    currency: z.string(),
    announces,
    must_announce: z
      .boolean()
      .meta({ description: "Fairseat asks for it in the country of the venue; no law names a time." }),
    steps: z.array(savedStep),
    price_levels: z.array(steppedLevel),
  })
  .meta({
    id: "PriceSteps",
    description: "How list prices change by themselves. Held seats keep the price of the hold.",
  });
export type PriceStepsWire = z.output<typeof priceStepsWire>;

const cause = z.enum(CHANGE_CAUSES).meta({
  description: "The kind of the step; `regular`: no step counts any more; `by_hand`: the organizer set it.",
});

const priceChange = z.object({
  id: z.uuid(),
  price_level_id: z.int(),
  price_level: z.string(),
  from_price: price,
  to_price: price,
  cause,
  sold: z.int().meta({ description: "How many seats of the level were sold when it was decided." }),
  on_sale: z.int(),
  reached: z.union([z.string(), z.number()]).nullable().meta({
    description: "The time, the number sold or the percent sold at which the step begins; null where it has none.",
  }),
  announced_at: z.iso.datetime().nullable(),
  applies_at: z.iso.datetime(),
  applied: z.boolean().meta({ description: "False while it is announced." }),
});

const levelNow = z.object({
  price_level_id: z.int(),
  name: z.string(),
  price,
  regular_price: price,
  cause,
  until: z.iso.datetime().nullable().meta({ description: "Until when the early price holds." }),
  until_sold: z.int().nullable().meta({ description: "Until how many are sold the early price holds." }),
  next_price: price.nullable().meta({ description: "What it costs when the early price ends." }),
  announced: z.object({ price, applies_at: z.iso.datetime() }).nullable(),
});
export type LevelNowWire = z.output<typeof levelNow>;

export const priceChanges = z
  .object({
    currency: z.string(),
    price_levels: z.array(levelNow).meta({ description: "Why each costs what it costs now." }),
    data: z.array(priceChange).meta({ description: "The newest first; an announced one first." }),
    meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
  })
  .meta({ id: "PriceChanges", description: "What changed prices of an event, when and why." });
export type PriceChangesWire = z.output<typeof priceChanges>;
