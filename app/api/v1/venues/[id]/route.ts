import { archiveVenue } from "#lib/catalog/venues/archive-venue";
import { changeVenue } from "#lib/catalog/venues/change-venue";
import { readVenue } from "#lib/catalog/venues/read-venue";
import { venueChangeBody, venueParams, venueWire } from "#lib/catalog/venues/venue-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const here = { route: "/api/v1/venues/{id}", limit: limitTo("manage"), params: venueParams };

/** A venue with all that its organizers keep of it. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read a venue",
      tag: "Venues",
      answers: { 200: { description: "The venue.", body: venueWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const read = await readVenue(who, params.id);
    return read.ok ? json(read.venue) : read;
  },
);

/** Changes a venue. */
export const PATCH = endpoint(
  {
    ...here,
    authority: staff("venue.write"),
    body: venueChangeBody,
    operation: {
      summary: "Change a venue",
      description:
        "`revision` is that of the venue the change was made on. If someone else changed it since, nothing is written, and the answer says what they changed.",
      tag: "Venues",
      answers: { 200: { description: "The venue as it is now.", body: venueWire } },
      refuses: ["not_found", "forbidden", "invalid_request", "venue_changed", "venue_in_use"],
      example: { body: { accessibility: { en: "Step-free from the side entrance" }, revision: 1 } },
    },
  },
  async ({ who, params, body }) => {
    const changed = await changeVenue(who, params.id, body);
    return changed.ok ? json(changed.venue) : changed;
  },
);

/** Archives a venue. */
export const DELETE = endpoint(
  {
    ...here,
    authority: staff("venue.write"),
    operation: {
      summary: "Archive a venue",
      description: "Past events keep it. `archived: false` brings it back.",
      tag: "Venues",
      answers: { 204: { description: "It is archived." } },
      refuses: ["not_found", "forbidden", "venue_in_use"],
    },
  },
  async ({ who, params }) => {
    const done = await archiveVenue(who, params.id);
    return done.ok ? new Response(null, { status: 204 }) : done;
  },
);
