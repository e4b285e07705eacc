import { z } from "zod";
import { venuesAnswer } from "#lib/catalog/event-contract";
import { listVenues } from "#lib/catalog/queries";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";

/** The venues, with what an organizer needs to put an event there. */
export const GET = endpoint(
  {
    route: "/api/v1/venues",
    authority: anyone,
    limit: limitTo("browse"),
    query: z.object({
      page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
      limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
    }),
    operation: {
      summary: "List venues",
      description: "With the newest layout of each and the categories of seats that price levels are given to.",
      tag: "Events",
      answers: { 200: { description: "One page of venues, by name.", body: venuesAnswer } },
      example: { query: { limit: "5" } },
    },
  },
  async ({ query }) => json(await listVenues(query)),
);
