import { anyone } from "#lib/accounts/authority";
import { suggestionList } from "#lib/catalog/answer-contract";
import { suggestQuery } from "#lib/catalog/contract";
import { suggest } from "#lib/catalog/suggest";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";
import { limitTo } from "#lib/protection/limits";

/** What somebody typing may mean. The same for all, so a few seconds of any cache between us will do. */
export const GET = door(
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
  async ({ query }) => json({ data: await suggest(query.q) }, { headers: { "cache-control": "public, max-age=30" } }),
);
