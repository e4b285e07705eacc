import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { readReputation } from "#lib/protection/reputation/read-reputation";
import { reputationAnswer } from "#lib/protection/reputation/reputation-contract";

/** The state of the lists of known networks and mail domains. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/reputation",
    authority: administrator,
    limit: limitTo("manage"),
    operation: {
      summary: "Read the state of the lists of reputation",
      description:
        "The lists of networks and mail domains that raise the risk of a request: where each is from, when it was read, how much it has, and why its newest file was not taken. A list that is off is left out.",
      tag: "Administration",
      answers: { 200: { description: "The lists.", body: reputationAnswer } },
      example: {},
    },
  },
  async () => json({ data: await readReputation() }),
);
