import { z } from "zod";
import { venuesAnswer } from "#lib/catalog/event-contract";
import { listVenues } from "#lib/catalog/queries";
import { makeVenue } from "#lib/catalog/venues/make-venue";
import { newVenueBody, venueWire } from "#lib/catalog/venues/venue-contract";
import { anyone, staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { NEW_VENUE } from "./new-venue-example.ts";

/** The shared venues, with what an organizer needs to put an event there. */
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
      summary: "List shared venues",
      description:
        "The venues that every organization may use, with the newest layout of each and the categories of seats that price levels are given to. An organization's own are at `/api/v1/organizations/{id}/venues`.",
      tag: "Venues",
      answers: { 200: { description: "One page of venues, by name.", body: venuesAnswer } },
      example: { query: { limit: "5" } },
    },
  },
  async ({ query }) => json(await listVenues(query)),
);

/** Makes a venue. */
export const POST = endpoint(
  {
    route: "/api/v1/venues",
    authority: staff("venue.write"),
    limit: limitTo("manage"),
    body: newVenueBody,
    operation: {
      summary: "Create a venue",
      description: "Of an organization; its events may take place there, and no other organization's.",
      tag: "Venues",
      answers: { 201: { description: "The venue.", body: venueWire } },
      refuses: ["not_found", "forbidden", "invalid_request"],
      example: { body: NEW_VENUE },
    },
  },
  async ({ body, who, idempotencyKey }) => {
    const made = await makeVenue(who, body, idempotencyKey);
    if (!made.ok) return made;
    return json(made.venue, { status: 201, headers: { location: `/api/v1/venues/${made.venue.id}` } });
  },
);
