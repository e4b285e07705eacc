import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** What the protection against programs refuses. `challenge_required` is what services that count persons refuse with. */
export const protectionRefusals = declareRefusals({
  challenge_required: {
    status: 403,
    title: "Solve a challenge first, then send this again. A browser does it by itself.",
    data: z.object({ challenge_url: z.string().meta({ description: "Where to ask for a challenge." }) }),
  },
  challenge_not_yours: { status: 403, title: "This challenge was made for another buyer or for another event." },
  check_unavailable: {
    status: 409,
    title: "The service that checks browsers does not answer now. Ask for a challenge without it.",
  },
  challenge_expired: { status: 410, title: "This challenge is too old. Ask for a new one." },
  challenge_invalid: { status: 422, title: "This challenge was not made here, or it was changed." },
  solution_wrong: { status: 422, title: "This does not solve the challenge." },
  check_failed: { status: 422, title: "The check of the browser did not succeed. Ask for a new challenge." },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof protectionRefusals> {}
}

export const refuse = refuseWith(protectionRefusals);
