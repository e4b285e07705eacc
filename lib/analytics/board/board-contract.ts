import { z } from "zod";

/** How one event's sale stands at this moment, for its organizer. Browser-safe. */

/** What may need a person, the most urgent first. */
export const ATTENTION_KINDS = [
  "payments_stuck",
  "queue_stopped",
  "refunds_failed",
  "disputes_open",
  "reviews_open",
  "holding_unusual",
  "seats_released_soon",
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

const seatCounts = {
  available: z.int(),
  held: z.int().meta({ description: "Held by buyers who choose or pay." }),
  booked: z.int(),
  blocked: z.int().meta({ description: "Taken out of sale, or set aside and not sold." }),
};

const attention = z.object({
  kind: z.enum(ATTENTION_KINDS).meta({
    description:
      "`payments_stuck`: orders whose gateway has not told the outcome for a quarter of an hour. `queue_stopped`: people wait who are not called, because the database or the gateway is out of reach. `holding_unusual`: people and networks who were slowed within the hour because they held seats again and again. `seats_released_soon`: free seats of allocations that are released within a day.",
  }),
  count: z.int(),
  due_at: z.iso.datetime().nullable().meta({
    description: "When the first of them is due: evidence for a dispute, the release of an allocation.",
  }),
});
export type Attention = z.infer<typeof attention>;

export const boardWire = z
  .object({
    event_id: z.int(),
    at: z.iso.datetime(),
    currency: z.string(),
    days_to_show: z
      .int()
      .nullable()
      .meta({ description: "Whole days until it begins; null without a date, and once it has begun." }),
    seats: z.object(seatCounts),
    paying: z.int().meta({ description: "Orders whose payment is under way." }),
    queue: z
      .object({ waiting: z.int(), inside: z.int() })
      .nullable()
      .meta({ description: "People in the waiting room; null without one." }),
    sold: z
      .object({ last_hour: z.int(), last_day: z.int(), last_week: z.int() })
      .meta({ description: "Tickets sold within that time, whatever became of them." }),
    taken: z.number().nullable().meta({
      description:
        "Captured less refunded, in the major unit of `currency`. Null for who may not read orders, as are payments, refunds and disputes.",
    }),
    levels: z.array(z.object({ price_level_id: z.int(), name: z.string(), ...seatCounts })),
    pace: z
      .object({
        sold_percent: z.number(),
        earlier: z.array(z.object({ event_id: z.int(), title: z.string(), sold_percent: z.number() })),
      })
      .nullable()
      .meta({
        description:
          "The share of its places that was sold, beside what earlier events had sold as many days before they began. Null when there is nothing to compare.",
      }),
    attention: z.array(attention),
  })
  .meta({ id: "EventBoard" });
export type EventBoard = z.infer<typeof boardWire>;
