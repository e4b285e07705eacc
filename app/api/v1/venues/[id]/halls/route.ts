import { hallList, hallListQuery } from "#lib/catalog/halls/hall-contract";
import { listHalls } from "#lib/catalog/halls/list-halls";
import { venueParams } from "#lib/catalog/venues/venue-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The halls of a venue with their versions. */
export const GET = endpoint(
  {
    route: "/api/v1/venues/{id}/halls",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: venueParams,
    query: hallListQuery,
    operation: {
      summary: "List the halls of a venue",
      description: "With the versions that were published of each; events name the layout of one.",
      tag: "Venues",
      answers: { 200: { description: "One page of halls, by name.", body: hallList } },
      refuses: ["not_found", "forbidden"],
      example: { query: { limit: "5" } },
    },
  },
  async ({ who, params, query }) => {
    const listed = await listHalls(who, params.id, query);
    return listed.ok ? json({ data: listed.data, meta: listed.meta }) : listed;
  },
);
