import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { challengeParams, proofWire, solutionBody } from "#lib/protection/challenges/contract";
import { proofCookie } from "#lib/protection/challenges/proof";
import { proofOnWire } from "#lib/protection/challenges/proof-wire";
import { proveBySolution } from "#lib/protection/challenges/prove-by-solution";
import { limitTo } from "#lib/protection/limits";
import { EXAMPLE_SOLUTION } from "./example-solution.ts";

/** Takes the solution of a challenge and answers the proof, in a cookie that scripts cannot read. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/challenges/solutions",
    params: challengeParams,
    body: solutionBody,
    authority: buyer,
    limit: limitTo("challenge"),
    operation: {
      summary: "Solve a challenge",
      description:
        "The challenge as it was answered, and the counter and key that ALTCHA's solver found. The proof is set as a cookie and counts for this buyer and this event until `proven_until`. The same solution earns the same proof again, nothing more.",
      tag: "Reservations",
      answers: {
        200: {
          description: "The proof.",
          body: proofWire,
          headers: { "Set-Cookie": "The proof, beside those for other events." },
        },
      },
      refuses: [
        "challenge_expired",
        "challenge_invalid",
        "challenge_not_yours",
        "solution_wrong",
        "check_failed",
        "check_unavailable",
      ],
      example: { body: EXAMPLE_SOLUTION },
    },
  },
  async ({ request: { headers }, params: { id: eventId }, body, who }) => {
    const { challenge, solution, check_token: checkToken } = body;
    const result = await proveBySolution({ eventId, keys: who.keys, challenge, solution, checkToken });
    if (!result.ok) return result;
    return json(proofOnWire(result.proof), { headers: { "set-cookie": proofCookie(headers, result.proof) } });
  },
);
