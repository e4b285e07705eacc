import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { ticketAtGate } from "./check-in-contract.ts";

/** The refusals of the gate. */
export const ticketRefusals = declareRefusals({
  already_admitted: {
    status: 409,
    title: "This ticket was used already.",
    data: z.object({ ticket: ticketAtGate, admitted_at: z.iso.datetime().nullable(), gate: z.string().nullable() }),
  },
  invalid_ticket: {
    status: 422,
    title: "This is no ticket for this gate.",
    data: z.object({ reason: z.string(), ticket: ticketAtGate.optional(), admits_from: z.iso.datetime().optional() }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof ticketRefusals> {}
}

export const refuse = refuseWith(ticketRefusals);
