import { z } from "zod";
import { CHANGED_PARTS } from "#lib/catalog/event-move";
import { positiveIntText } from "#lib/platform/input";

/** Which part of the mails that are not delivered. */
export const changeReportQuery = z.object({
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});

const amount = z.number().meta({ description: "In the major unit of `currency`." });

/** Who heard of the last change of an event, and who gave tickets back since. */
export const changeReportWire = z
  .object({
    event_id: z.int(),
    status: z.enum(["under_way", "finished"]).meta({
      description: "`finished`: no mail is to be sent any more.",
    }),
    changed_at: z.iso.datetime(),
    parts: z.array(z.enum(CHANGED_PARTS)).meta({ description: "What holders of tickets heard of." }),
    has_date: z.boolean().meta({ description: "False while the event is postponed without a date." }),
    orders: z.object({ total: z.int(), to_do: z.int(), told: z.int(), failed: z.int() }).meta({
      description: "Orders that get a mail: to be written, handed to the mail server, or not taken by it to the end.",
    }),
    undelivered: z.object({
      data: z.array(
        z.object({
          order_number: z.string(),
          buyer: z.object({ name: z.string(), email: z.string() }),
          state: z.enum(["retrying", "given_up"]),
        }),
      ),
      meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
    }),
    given_back: z
      .object({ orders: z.int(), tickets: z.int() })
      .meta({ description: "Of the orders from before the change, since then." }),
    money: z.object({
      currency: z.string(),
      refunded: amount.meta({ description: "Back with its buyers since the change." }),
      under_way: amount.meta({ description: "On the books, and not confirmed by the gateway." }),
      failed: amount.meta({ description: "Refused by the gateway." }),
    }),
  })
  .meta({ id: "EventChangeReport" });
export type ChangeReportWire = z.infer<typeof changeReportWire>;
