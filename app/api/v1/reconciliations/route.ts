import { readReconciliations } from "#lib/orders/reconciling/read-reconciliations";
import { pageQuery, reconciliationsWire } from "#lib/orders/reconciling/reconciliation-contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { operator } from "#lib/platform/http/operator";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The days whose movements of the gateway's balance were compared with the ledger. */
export const GET = endpoint(
  {
    route: "/api/v1/reconciliations",
    authority: operator,
    limit: limitTo("manage"),
    query: pageQuery,
    operation: {
      summary: "List the days that were compared with the gateway",
      description:
        "Each day that is over is compared with the gateway's list of balance movements, the latest first. A refund in transit is no difference; its day is compared again until it arrives, for two weeks at most.",
      tag: "Operation",
      answers: { 200: { description: "A page of days.", body: reconciliationsWire } },
      example: { query: { limit: "10" } },
    },
  },
  async ({ query }) => json(await readReconciliations(query)),
);
