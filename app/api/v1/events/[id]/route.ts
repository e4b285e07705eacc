import { z } from "zod";
import { eventDetail } from "#lib/catalog/answer-contract";
import { changeEvent } from "#lib/catalog/change-event";
import { deleteEvent } from "#lib/catalog/delete-event";
import { eventChangeBody, organizerEvent } from "#lib/catalog/event-contract";
import { eventPageOnWire } from "#lib/catalog/event-wire";
import { findEvent } from "#lib/catalog/find-event";
import { readOrganizerEvent } from "#lib/catalog/organizer-event";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { anyone, staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { publishEvent } from "#lib/seating/publish-event";

const params = z.object({ id: positiveIntText.meta({ description: "The event.", examples: [12] }) });

/** One event with its price levels and their free seats. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}",
    authority: anyone,
    limit: limitTo("browse"),
    params,
    operation: {
      summary: "Read an event",
      tag: "Events",
      answers: { 200: { description: "The event with its price levels and what is left of each.", body: eventDetail } },
      example: {},
    },
  },
  async ({ params: { id }, request }) => {
    const event = await findEvent({ id });
    return event ? json(eventPageOnWire(event)) : readDraft(request, id);
  },
);

/** A draft is there for its organizer alone. */
async function readDraft(request: Request, id: number): Promise<Response | Refused> {
  const who = await staff("event.read").admit(request);
  const draft = "ok" in who ? who : await readOrganizerEvent(who, id);
  return draft.ok ? json(eventDetail.parse(draft.event)) : refuse("not_found");
}

const own = { route: "/api/v1/events/{id}", limit: limitTo("manage"), params };
const refuses = ["not_found", "forbidden", "event_has_sales"] as const;

/** Changes an event, publishes a draft, or calls it off. */
export const PATCH = endpoint(
  {
    ...own,
    authority: staff("event.write"),
    body: eventChangeBody,
    operation: {
      summary: "Change an event",
      description:
        "Only what is named changes. `status: on_sale` publishes a draft, `cancelled` calls the event off for good: every order is given back by itself. Prices change for seats that nobody holds or has; layout, currency and the set of price levels only before the first of them. An event with sales may move to another venue: it keeps its seats, and its holders hear of it and may give their tickets back. Moments stay when the new venue is in another time zone, unless start, end and doors are all named. The draw of a waiting room moves with `sales_start_time`; once it is drawn, the sale cannot start later.",
      tag: "Events",
      answers: { 200: { description: "The event after it.", body: organizerEvent } },
      refuses: [...refuses, "invalid_request", "event_edited", "organization_not_approved"],
      example: { body: { subtitle: "With a second encore", refund_until_hours: 24 } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const changed = await changeEvent(who, id, { change: body, sales: eventSales });
    if (!changed.ok) return changed;
    if (changed.isToPublish) await publishEvent(id);
    const read = await readOrganizerEvent(who, id);
    return read.ok ? json(read.event) : read;
  },
);

/** Deletes a draft or an unsold event. */
export const DELETE = endpoint(
  {
    ...own,
    authority: staff("event.delete"),
    operation: {
      summary: "Delete an event",
      description: "A draft, or an event that nobody ordered of and nobody holds a seat of. Others can be cancelled.",
      tag: "Events",
      answers: { 204: { description: "It is gone." } },
      refuses,
    },
  },
  async ({ params: { id }, who }) => {
    const deleted = await deleteEvent(who, id, eventSales);
    return deleted.ok ? new Response(null, { status: 204 }) : deleted;
  },
);
