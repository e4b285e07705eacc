import { z } from "zod";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { positiveIntText, uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { compareVersions } from "#lib/seating/drafts/compare-versions";
import { differenceWire, versionsQuery } from "#lib/seating/drafts/draft-contract";

/** What changed between two versions of a hall. */
export const GET = endpoint(
  {
    route: "/api/v1/venues/{id}/halls/{hall_id}/difference",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: z.object({ id: positiveIntText, hall_id: uuid }),
    query: versionsQuery,
    operation: {
      summary: "Compare two versions of a hall",
      description: "Places that are added, removed, moved or renamed, or get another entrance, category or kind.",
      tag: "Venues",
      answers: { 200: { description: "What changed from the one to the other.", body: differenceWire } },
      refuses: ["not_found", "forbidden"],
      example: { query: { from: "1", to: "2" } },
    },
  },
  async ({ who, params, query }) => {
    const compared = await compareVersions(who, { venueId: params.id, hallId: params.hall_id, ...query });
    return compared.ok ? json(compared.difference) : compared;
  },
);
