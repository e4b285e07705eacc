import { readReconciliation } from "#lib/orders/reconciling/read-reconciliations";
import { pageQuery, reconciliationParams, reconciliationWire } from "#lib/orders/reconciling/reconciliation-contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { operator } from "#lib/platform/http/operator";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** What differed on one day between the gateway's balance and the ledger. */
export const GET = endpoint(
  {
    route: "/api/v1/reconciliations/{gateway}/{day}",
    authority: operator,
    limit: limitTo("manage"),
    params: reconciliationParams,
    query: pageQuery,
    operation: {
      summary: "Read what differed from the gateway on a day",
      description: "Every difference to the cent, with the gateway's ids and our order. Pages are of the differences.",
      tag: "Operation",
      answers: { 200: { description: "The day.", body: reconciliationWire } },
      refuses: ["not_found"],
      example: { query: { limit: "10" } },
    },
  },
  async ({ params, query }) => {
    const read = await readReconciliation(params, query);
    return read.ok ? json(read.reconciliation) : read;
  },
);
