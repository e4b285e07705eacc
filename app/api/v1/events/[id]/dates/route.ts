import { findEvent } from "#lib/catalog/find-event";
import { otherDates } from "#lib/catalog/series/other-dates";
import { otherDatesAnswer } from "#lib/catalog/series/series-contract";
import { SALE_STATE_WORDS } from "#lib/catalog/state";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** The other dates of an event. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/dates",
    authority: anyone,
    limit: limitTo("browse"),
    params: eventParams,
    operation: {
      summary: "List the other dates of an event",
      description:
        "The dates of its series that are on the programme and not over, by date; none where it is no series.",
      tag: "Events",
      answers: { 200: { description: "At most a hundred dates.", body: otherDatesAnswer } },
      refuses: ["not_found"],
      example: {},
    },
  },
  async ({ params: { id } }) => {
    if (!(await findEvent({ id }))) return refuse("not_found");
    const data = (await otherDates(id)).map((date) => ({
      ...{ id: date.id, slug: date.slug, start_time: date.startsAt, available_seats: date.left },
      status: SALE_STATE_WORDS[date.saleState].wire,
    }));
    return json({ data });
  },
);
