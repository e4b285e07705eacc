import { anyone } from "#lib/accounts/authority";
import { suggestQuery } from "#lib/catalog/contract";
import { suggest } from "#lib/catalog/suggest";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";

/** What somebody typing may mean. The same for all, so a few seconds of any cache between us will do. */
export const GET = door(
  { route: "/api/v1/events/suggest", authority: anyone, query: suggestQuery },
  async ({ query }) => json({ data: await suggest(query.q) }, { headers: { "cache-control": "public, max-age=30" } }),
);
