import { z } from "zod";
import { anyone } from "#lib/accounts/authority";
import { eventPageOnWire } from "#lib/catalog/event-wire";
import { findEvent } from "#lib/catalog/find-event";
import { door } from "#lib/platform/http";
import { positiveIntText } from "#lib/platform/input";
import { refuse } from "#lib/platform/refusals";
import { json } from "#lib/platform/response";

/** One event with its price levels and what is left of each. */
export const GET = door(
  { route: "/api/v1/events/{id}", authority: anyone, params: z.object({ id: positiveIntText }) },
  async ({ params }) => {
    const event = await findEvent({ id: params.id });
    return event ? json(eventPageOnWire(event)) : refuse("not_found");
  },
);
