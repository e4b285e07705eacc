import { z } from "zod";
import { text } from "#lib/platform/input";

export const reissueParams = z.object({
  ticket: text(44).meta({ description: "The ticket's number.", examples: ["ORD-2026-C-7K3M2Q-1"] }),
});

/** The ticket whose code was replaced. The new code goes to the buyer alone. */
export const reissueWire = z
  .object({
    ticket_number: z.string(),
    order_number: z.string(),
    issue: z.int().meta({ description: "Which code of the ticket admits now: 1 is its first." }),
  })
  .meta({ id: "TicketReissue" });
export type ReissueWire = z.infer<typeof reissueWire>;
