import { changeReportQuery, changeReportWire } from "#lib/notifications/change-report/change-report-contract";
import { readChangeReport } from "#lib/notifications/change-report/read-change-report";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** Who heard of the last change of an event. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/change-report",
    limit: limitTo("manage"),
    params: eventParams,
    authority: staff("order.read"),
    query: changeReportQuery,
    operation: {
      summary: "Read who heard of the last change of an event",
      description:
        "Holders of tickets are written to by themselves when an event is postponed or changed: how many were, whose mail is not delivered, and what was given back since. An event without such a change has no report.",
      tag: "Events",
      answers: {
        200: { description: "The report; pages are of the mails that are not delivered.", body: changeReportWire },
      },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, query, who }) => {
    const read = await readChangeReport(who, id, query);
    return read.ok ? json(read.report) : read;
  },
);
