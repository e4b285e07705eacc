import { z } from "zod";
import { positiveIntText } from "#lib/platform/input";
import { CANCEL_FAILURES } from "./cancel-rules.ts";

export const cancellationParams = z.object({
  id: positiveIntText.meta({ description: "The cancelled event.", examples: [12] }),
});

/** Which part of the orders that failed. */
export const cancellationQuery = z.object({
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});

const amount = z.number().meta({ description: "In the major unit of `currency`." });

/** How far a cancelled event's orders are given back. */
export const cancellationWire = z
  .object({
    event_id: z.int(),
    status: z.enum(["under_way", "finished"]),
    started_at: z.iso.datetime(),
    finished_at: z.iso.datetime().nullable(),
    orders: z.object({
      total: z.int(),
      to_do: z.int(),
      done: z.int(),
      failed: z.int(),
    }),
    waiting: z
      .object({ total: z.int(), told: z.int() })
      .meta({ description: "People with an account who queued or held seats, and how many of them were written to." }),
    money: z.object({
      currency: z.string(),
      refunded: amount.meta({ description: "Back with its buyers." }),
      under_way: amount.meta({ description: "On the books, and not confirmed by the gateway." }),
      failed: amount.meta({ description: "Refused by the gateway." }),
    }),
    failures: z.object({
      data: z.array(
        z.object({
          order_number: z.string(),
          amount,
          reason: z.enum(CANCEL_FAILURES).meta({
            description: "`disputed`: the buyer's bank decides about it. `refused`: the gateway refused the refund.",
          }),
          buyer: z.object({ name: z.string(), email: z.string() }),
        }),
      ),
      meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
    }),
  })
  .meta({ id: "Cancellation" });
export type CancellationWire = z.infer<typeof cancellationWire>;
