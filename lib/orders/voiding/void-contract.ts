import { z } from "zod";
import { text } from "#lib/platform/input";
import { ORDER_STATES } from "../reading/contract.ts";
import { ticketNumbers } from "../refunding/refund-contract.ts";

/**
 * Which free tickets become void: these, or without `tickets` all of the order. Unknown fields are refused, because a misspelt one
 * would void the whole order, which cannot be undone.
 */
export const voidBody = z.strictObject({
  tickets: ticketNumbers.optional(),
  /** For the audit log; the holder does not see it. */
  reason: text(200).optional(),
});

/** An order some of whose free tickets became void. */
export const voidWire = z
  .object({
    order_number: z.string(),
    status: z.enum(ORDER_STATES),
    tickets: z.array(z.string()).describe("Numbers of the tickets that are void now."),
  })
  .meta({ id: "VoidedTickets" });
export type VoidWire = z.infer<typeof voidWire>;
