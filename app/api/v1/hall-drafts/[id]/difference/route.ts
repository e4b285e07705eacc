import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { compareDraft } from "#lib/seating/drafts/compare-draft";
import { differenceQuery, differenceWire, draftParams } from "#lib/seating/drafts/draft-contract";

/** What a draft changes of its hall. */
export const GET = endpoint(
  {
    route: "/api/v1/hall-drafts/{id}/difference",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: draftParams,
    query: differenceQuery,
    operation: {
      summary: "Compare a draft with a version of its hall",
      description: "Places that are added, removed, moved or renamed, or get another entrance, category or kind.",
      tag: "Venues",
      answers: { 200: { description: "The difference.", body: differenceWire } },
      refuses: ["not_found", "forbidden"],
      example: { query: { version: "1" } },
    },
  },
  async ({ who, params, query }) => {
    const compared = await compareDraft(who, params.id, query.version);
    return compared.ok ? json(compared.difference) : compared;
  },
);
