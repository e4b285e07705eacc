import { previewSeries } from "#lib/catalog/series/plan-series";
import { seriesPreview, seriesRule } from "#lib/catalog/series/series-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** The dates that a rule means, before they are made. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/series-preview",
    authority: staff("event.write"),
    limit: limitTo("manage"),
    params: eventParams,
    body: seriesRule,
    operation: {
      summary: "Preview the dates of a series",
      description:
        "Each date on the clocks of the venue, with what speaks against it: it is past, or something else takes place in the hall. Hours that a change of the clocks skips or repeats are marked. Nothing is made.",
      tag: "Series",
      answers: { 200: { description: "The dates in order.", body: seriesPreview } },
      refuses: ["not_found", "forbidden"],
      example: {
        body: { weekdays: ["sunday"], from: "2030-03-01", until: "2030-04-30", times: ["11:00", "15:00"] },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const seen = await previewSeries(who, id, body);
    return seen.ok ? json(seen.preview) : seen;
  },
);
