import { eventListAnswer } from "#lib/catalog/answer-contract";
import { withCategorySlug } from "#lib/catalog/categories/with-category-slug";
import { searchQuery } from "#lib/catalog/contract";
import { createEvent } from "#lib/catalog/create-event";
import { newEventBody, organizerEvent } from "#lib/catalog/event-contract";
import { eventOnWire } from "#lib/catalog/event-wire";
import { readOrganizerEvent } from "#lib/catalog/organizer-event";
import { searchEvents } from "#lib/catalog/search-events";
import { anyone, staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { publishEvent } from "#lib/seating/publish-event";
import { NEW_EVENT } from "./new-event-example.ts";

/** Events, filtered and sorted, one page. Words that found nothing are corrected, and the answer says so. */
export const GET = endpoint(
  {
    route: "/api/v1/events",
    authority: anyone,
    limit: limitTo("browse"),
    query: searchQuery,
    operation: {
      summary: "Search events",
      description: "What is on, filtered and sorted, one page at a time. Words that found nothing are corrected.",
      tag: "Events",
      answers: { 200: { description: "One page of events.", body: eventListAnswer } },
      example: { query: { q: "opera", city: "Madrid", sort: "date", limit: "5" } },
    },
  },
  async ({ query: asked }) => {
    const known = await withCategorySlug(asked);
    if (!known.ok) return known;
    const { data, meta, showingResultsFor } = await searchEvents(known.query);
    return json({
      data: data.map(eventOnWire),
      meta: showingResultsFor === undefined ? meta : { ...meta, showing_results_for: showingResultsFor },
    });
  },
);

/** Makes an event, as a draft or at once on sale. */
export const POST = endpoint(
  {
    route: "/api/v1/events",
    authority: staff("event.write"),
    limit: limitTo("manage"),
    body: newEventBody,
    operation: {
      summary: "Create an event",
      description:
        "A draft, unless `status` is `on_sale`. Venues and their layouts are at `/api/v1/venues`; the price levels together sell each of the layout's categories once.",
      tag: "Events",
      answers: { 201: { description: "The event.", body: organizerEvent } },
      refuses: ["not_found", "forbidden", "invalid_request", "organization_not_approved"],
      example: { body: NEW_EVENT },
    },
  },
  async ({ body, who, idempotencyKey }) => {
    const made = await createEvent(who, body, idempotencyKey);
    if (!made.ok) return made;
    if (body.status === "on_sale") await publishEvent(made.id);
    const read = await readOrganizerEvent(who, made.id);
    return read.ok ? json(read.event, { status: 201, headers: { location: `/api/v1/events/${made.id}` } }) : read;
  },
);
