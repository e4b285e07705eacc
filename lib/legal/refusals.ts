import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { termsWire } from "./contract.ts";

/** What the legal texts refuse. */
export const legalRefusals = declareRefusals({
  legal_draft_changed: {
    status: 409,
    title: "Someone else changed this draft meanwhile.",
    data: z.object({
      revision: z.int().meta({ description: "Of the draft as it is now; 0 where there is none any more." }),
      markdown: z.string().meta({ description: "The draft as it is now; empty where there is none any more." }),
    }),
  },
  terms_changed: {
    status: 409,
    title: "The terms of sale have changed since the buyer read them.",
    data: z.object({
      terms: termsWire.meta({
        description: "Those in force now: show them, and ask again with them once the buyer agrees.",
      }),
    }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof legalRefusals> {}
}

export const refuse = refuseWith(legalRefusals);
