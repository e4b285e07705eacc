import { getLocale } from "next-intl/server";
import { z } from "zod";
import { eventCalendar } from "#lib/catalog/event-calendar";
import { findEvent } from "#lib/catalog/find-event";
import { anyone } from "#lib/organizations/authority";
import { env } from "#lib/platform/env";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";

/** The event for a calendar. */
export const GET = endpoint(
  {
    route: "/events/{slug}/calendar.ics",
    authority: anyone,
    limit: limitTo("browse"),
    params: z.object({ slug: text(200) }),
  },
  async ({ params }) => {
    const event = await findEvent({ slug: params.slug });
    if (!event) return refuse("not_found");
    const { hostname } = new URL(env().APP_URL);
    const file = eventCalendar(
      {
        ...event,
        uid: `event-${event.id}@${hostname}`,
        description: event.subtitle,
        url: `${env().APP_URL}/events/${event.slug}`,
        isCancelled: event.saleState === "cancelled",
        sequence: event.revision,
      },
      await getLocale(),
    );
    return new Response(file, {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": `attachment; filename="${event.slug}.ics"`,
        "cache-control": "no-cache",
      },
    });
  },
);
