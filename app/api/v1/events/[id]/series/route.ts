import { changeFollowing } from "#lib/catalog/series/change-following";
import { readSeries } from "#lib/catalog/series/read-series";
import { followingAnswer, followingBody, newSeriesBody, seriesWire } from "#lib/catalog/series/series-contract";
import { startSeries } from "#lib/catalog/series/start-series";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { publishEvent } from "#lib/seating/publish-event";

const here = { route: "/api/v1/events/{id}/series", limit: limitTo("manage"), params: eventParams };

/** The series that an event is a date of. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read the series of an event",
      description:
        "All its dates: those that are made, with their events, those that are to be made, and those that could not be.",
      tag: "Series",
      answers: { 200: { description: "The series.", body: seriesWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readSeries(who, id);
    return read.ok ? json(read.series) : read;
  },
);

/** Asks for an event on more dates. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: newSeriesBody,
    operation: {
      summary: "Put an event on more dates",
      description:
        "The event and the new dates are one series. Each date is a copy with all rules of the event: prices, taxes, concessions, codes that people type, presales, and seats set aside. Codes made in bulk and links of promoters are not copied. The dates go on sale together with the event. They are made one after another, each once, also when this request is repeated. All are refused where one is past or overlaps with another event in the hall: preview them, and `skip` those.",
      tag: "Series",
      answers: {
        202: { description: "The series; `to_make` says how many dates are still to be made.", body: seriesWire },
      },
      refuses: ["not_found", "forbidden", "organization_not_approved"],
      example: {
        body: {
          ...{ weekdays: ["friday", "saturday"], from: "2030-03-01", until: "2030-03-31", times: ["20:00"] },
          skip: ["2030-03-15"],
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const started = await startSeries(who, id, body);
    return started.ok ? json(started.series, { status: 202 }) : started;
  },
);

/** Changes an event and the dates that follow. */
export const PATCH = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: followingBody,
    operation: {
      summary: "Change an event and the dates that follow",
      description:
        "As `PATCH /api/v1/events/{id}` for this event and each later date of its series. Times keep to the clock on each date. A field that a date has otherwise than this event had stays so and is named, unless `overwrite`. A date that cannot change, such as one with sales whose hall would, is named and the others change.",
      tag: "Series",
      answers: { 200: { description: "What became of each date, this event first.", body: followingAnswer } },
      refuses: ["not_found", "forbidden", "event_has_sales", "event_edited", "organization_not_approved"],
      example: { body: { change: { subtitle: "With a second encore" } } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const changed = await changeFollowing(who, id, { ...body, sales: eventSales, publish: publishEvent });
    return changed.ok ? json(changed.answer) : changed;
  },
);
