import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** What protection refuses. */
export const protectionRefusals = declareRefusals({
  challenge_required: {
    status: 403,
    title: "Solve a challenge first. A browser does it by itself.",
    data: z.object({ challenge_url: z.string().meta({ description: "Where to ask for a challenge." }) }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof protectionRefusals> {}
}

export const refuse = refuseWith(protectionRefusals);
