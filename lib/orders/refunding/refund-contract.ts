import { z } from "zod";
import { parsePublicId } from "#lib/platform/ids";
import { text } from "#lib/platform/input";
import type { TicketView } from "../reading/views.ts";
import type { PaidOrder } from "./refund-rules.ts";

const TICKETS_MAX = 100;
const AMOUNT_MAX = 100_000_000;

/** Numbers of tickets of one order, none twice. */
export const ticketNumbers = z
  .array(text(40).pipe(z.string().min(1, "must not be empty")))
  .min(1)
  .max(TICKETS_MAX)
  .refine((numbers) => new Set(numbers).size === numbers.length, "must not name a ticket twice");

/**
 * The refund: of these tickets, of a sum without tickets, or, with neither field, of the whole order. Unknown fields are refused,
 * because a misspelt one would refund the whole order, which cannot be undone.
 */
export const refundBody = z
  .strictObject({
    tickets: ticketNumbers.optional(),
    amount: z.number().positive().max(AMOUNT_MAX).optional(),
    /** For the books; the buyer does not see it. */
    reason: text(200).optional(),
  })
  .refine((body) => body.tickets === undefined || body.amount === undefined, {
    path: ["amount"],
    message: "give either tickets or an amount",
  });

/** `12-0192f0c1-…` → its event and id. */
export const refundParams = z.object({
  refund: text(64)
    .transform((value, context) => {
      const parsed = parsePublicId(value);
      if (parsed) return parsed;
      context.addIssue("must be a refund's id");
      return z.NEVER;
    })
    .meta({ description: "The refund." }),
});

/** A refund on the wire. `pending` is decided and on its way; `failed` was refused by the bank and waits for staff. */
export const refundWire = z
  .object({
    refund_id: z.string(),
    order_number: z.string(),
    amount: z.number(),
    currency: z.string(),
    status: z.enum(["pending", "succeeded", "failed"]),
    tickets: z.array(z.string()).describe("Numbers of the tickets that went back with it."),
    reason: z.string(),
    failure: z.string().nullable().describe("Why it failed, in the gateway's words: `expired_or_canceled_card`."),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "Refund" });
export type RefundWire = z.infer<typeof refundWire>;

/** Why an order cannot be refunded: the `reason` of `not_refundable`. */
export const REFUND_OBSTACLES = [
  "not_paid",
  "nothing_paid",
  "nothing_left",
  "payment_under_way",
  "disputed",
  "no_returns",
  "too_late",
  "ticket_gone",
  "checked_in",
  "too_much",
  "too_fine",
] as const;
export type RefundObstacle = (typeof REFUND_OBSTACLES)[number];

/** The refunds an order's owner may request, with their amounts (refund-rules.ts). */
export type RefundOffer = {
  number: string;
  /** Whether the reader came with a mail's link and must sign in with the order's address first. */
  needsProof: boolean;
  currency: string;
  /** Null when the event was called off: there is no hurry then. */
  until: string | null;
  timeZone: string;
  paid: PaidOrder;
  /** The live tickets; one that was used at the gate stays. */
  tickets: (Pick<
    TicketView,
    "number" | "section" | "row" | "seatNumber" | "isTable" | "priceLevelName" | "unitMinor"
  > & {
    isUsed: boolean;
  })[];
};
