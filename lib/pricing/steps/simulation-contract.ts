import { z } from "zod";
import { positiveInt } from "#lib/platform/input";
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
});
export type SimulationBody = z.output<typeof simulationBody>;

const money = z.number();

export const simulationWire = z
  .object({
    currency: z.string(),
    sold: z.int(),
    revenue: money,
    fixed_revenue: money.meta({ description: "The same seats, all at the regular price." }),
    paid: z
      .array(z.object({ price_level_id: z.int(), price: money, seats: z.int(), total: money }))
      .meta({ description: "How many seats are sold at which price." }),
    prices: z
      .array(z.object({ price_level_id: z.int(), at: z.iso.datetime(), price: money }))
      .meta({ description: "The price of each level at the opening, and whenever it changes; the first 400." }),
  })
  .meta({
    id: "PriceSimulation",
    description: "A sale played by price steps. Nobody buys more or less because of a price.",
  });
export type SimulationWire = z.output<typeof simulationWire>;
