import { suggestionList } from "#lib/catalog/answer-contract";
import { suggestQuery } from "#lib/catalog/contract";
import { suggest } from "#lib/catalog/suggest";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { freshFor } from "#lib/protection/load/fresh-for";

/** Suggestions while typing. They are the same for all, so shared caches may keep them for a few seconds. */
export const GET = endpoint(
  {
    route: "/api/v1/events/suggest",
    authority: anyone,
    limit: limitTo("browse"),
    query: suggestQuery,
    operation: {
      summary: "Suggest while typing",
      tag: "Events",
      answers: { 200: { description: "At most twelve events, performers, venues and cities.", body: suggestionList } },
      example: { query: { q: "tra" } },
    },
  },
  async ({ query }) =>
    json({ data: await suggest(query.q) }, { headers: { "cache-control": `public, max-age=${freshFor(30)}` } }),
);
