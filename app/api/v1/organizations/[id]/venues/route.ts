import { z } from "zod";
import { listOwnVenues } from "#lib/catalog/venues/list-own-venues";
import { venueListAnswer, venueListQuery } from "#lib/catalog/venues/venue-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";

/** The venues that an organization may use. */
export const GET = endpoint(
  {
    route: "/api/v1/organizations/{id}/venues",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: z.object({ id: uuid }),
    query: venueListQuery,
    operation: {
      summary: "List an organization's venues",
      description: "Its own and the shared ones.",
      tag: "Venues",
      answers: { 200: { description: "One page of venues, by name.", body: venueListAnswer } },
      refuses: ["not_found", "forbidden"],
      example: { query: { q: "teatro", limit: "5" } },
    },
  },
  async ({ who, params, query }) => {
    const listed = await listOwnVenues(who, params.id, query);
    return listed.ok ? json({ data: listed.data, meta: listed.meta }) : listed;
  },
);
