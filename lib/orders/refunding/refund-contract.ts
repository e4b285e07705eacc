import { z } from "zod";
import { parsePublicId } from "#lib/platform/ids";
import { text, uuid } from "#lib/platform/input";
import { taxWire } from "../placing/commit-contract.ts";
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

const ADD_ONS_MAX = 50;

/** Add-ons of one order with how many of each, none twice. */
export const returnedAddOns = z
  .array(z.strictObject({ add_on_id: uuid, quantity: z.int().min(1).max(1_000) }))
  .min(1)
  .max(ADD_ONS_MAX)
  .refine((all) => new Set(all.map(({ add_on_id }) => add_on_id)).size === all.length, "must not name an add-on twice");

/**
 * The refund: of these tickets and add-ons, of a sum with nothing, or, with none of these fields, of the whole order. Unknown fields are
 * refused, because a misspelt one would refund the whole order, which cannot be undone.
 */
export const refundBody = z
  .strictObject({
    tickets: ticketNumbers.optional(),
    add_ons: returnedAddOns.optional().meta({ description: "For staff: add-ons of the order that stays or goes." }),
    amount: z.number().positive().max(AMOUNT_MAX).optional(),
    /** For the books; the buyer does not see it. */
    reason: text(200).optional(),
    seen_refunds: z
      .int()
      .min(0)
      .optional()
      .meta({ description: "From the preview: refused as `changed` when the order has another refund by now." }),
    dry_run: z.boolean().optional().meta({ description: "Nothing is refunded; the answer says what would be." }),
  })
  .refine((body) => body.amount === undefined || (body.tickets === undefined && body.add_ons === undefined), {
    path: ["amount"],
    message: "give either tickets and add-ons or an amount",
  });
export type RefundBody = z.output<typeof refundBody>;

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

const returnedAddOnWire = z.object({ add_on_id: z.string(), name: z.string(), quantity: z.int(), amount: z.number() });

/** What a refund would be: nothing has happened. */
export const refundPreviewWire = z
  .object({
    order_number: z.string(),
    amount: z.number(),
    currency: z.string(),
    fees: z.number().meta({ description: "The part of `amount` that was booking fees." }),
    taxes: z.array(taxWire).meta({ description: "The taxes in `amount`, as a credit note says them." }),
    tickets: z.array(z.string()),
    add_ons: z.array(returnedAddOnWire),
    is_whole: z.boolean().meta({ description: "Whether no ticket is left then, and all money goes back." }),
    remaining_amount: z.number().meta({ description: "What can be refunded after it." }),
    seen_refunds: z.int().meta({ description: "How many refunds the order has: send it with the refund." }),
  })
  .meta({ id: "RefundPreview" });
export type RefundPreview = z.infer<typeof refundPreviewWire>;

/** A refund on the wire. `pending` is decided and on its way; `failed` was refused by the bank and waits for staff. */
export const refundWire = z
  .object({
    refund_id: z.string(),
    order_number: z.string(),
    amount: z.number(),
    currency: z.string(),
    status: z.enum(["pending", "succeeded", "failed"]),
    tickets: z.array(z.string()).describe("Numbers of the tickets that went back with it."),
    add_ons: z.array(returnedAddOnWire).describe("The add-ons that went back with it."),
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
  "add_on_gone",
  "changed",
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
