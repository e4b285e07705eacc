import { z } from "zod";
import { positiveInt, uuid } from "#lib/platform/input";
import { RULES_MAX } from "../rules/rule-limits.ts";
import { SALE_SHAPES } from "./sale-curve.ts";
import { priceStepsBody } from "./step-contract.ts";

export const simulationBody = priceStepsBody.omit({ revision: true }).extend({
  sale: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("model"),
        shape: z.enum(SALE_SHAPES),
        sold_percent: z.int().min(0).max(100).meta({ description: "Of the seats of each level, at the end." }),
      }),
      z.strictObject({
        kind: z.literal("event"),
        event_id: positiveInt.meta({ description: "An event of the same people, whose sale is played again." }),
      }),
    ])
    .meta({ description: "Who buys when: a model, or the sale of another event, stretched to this one's." }),
  ticket_types: z
    .array(z.strictObject({ ticket_type_id: uuid, percent: z.number().min(0).max(100) }))
    .max(RULES_MAX)
    .refine((types) => new Set(types.map((type) => type.ticket_type_id)).size === types.length, "must be different")
    .refine((types) => types.reduce((sum, { percent }) => sum + percent, 0) <= 100, "must be 100 percent at most")
    .optional()
    .meta({
      description:
        "How many of the buyers at each level buy at a ticket type; the rest pays the full price. Without it, the types that the other event sold, and the full price in a model.",
    }),
});
export type SimulationBody = z.output<typeof simulationBody>;

const money = z.number();

export const simulationWire = z
  .object({
    currency: z.string(),
    sold: z.int(),
    revenue: money.meta({ description: "What the buyers are charged, all in: fees and added taxes too." }),
    fixed_revenue: money.meta({ description: "The same buyers, with every level at its regular price." }),
    paid: z
      .array(
        z.object({
          price_level_id: z.int(),
          ticket_type_id: z.uuid().nullable(),
          ticket_type: z.string().nullable().meta({ description: "Its name; null for the full price." }),
          ...{ price: money, seats: z.int(), total: money },
        }),
      )
      .meta({ description: "How many seats are sold at which charge, by price level and ticket type." }),
    prices: z
      .array(z.object({ price_level_id: z.int(), at: z.iso.datetime(), price: money }))
      .meta({ description: "The price of each level at the opening, and whenever it changes; the first 400." }),
  })
  .meta({
    id: "PriceSimulation",
    description: "A sale played by price steps. Nobody buys more or less because of a price.",
  });
export type SimulationWire = z.output<typeof simulationWire>;
