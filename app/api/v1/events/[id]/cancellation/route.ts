import { cancellationParams, cancellationQuery, cancellationWire } from "#lib/orders/cancelling/cancellation-contract";
import { readCancellation } from "#lib/orders/cancelling/read-cancellation";
import { resendCancellation } from "#lib/orders/cancelling/resend-cancellation";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const own = { route: "/api/v1/events/{id}/cancellation", limit: limitTo("manage"), params: cancellationParams };

/** How far the orders of a cancelled event are given back. */
export const GET = endpoint(
  {
    ...own,
    authority: staff("order.read"),
    query: cancellationQuery,
    operation: {
      summary: "Read what a cancellation gave back",
      description:
        "Every order of a cancelled event is given back by itself: how many are done, what they cost, and which failed and why.",
      tag: "Events",
      answers: { 200: { description: "The report; pages are of the orders that failed.", body: cancellationWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, query, who }) => {
    const read = await readCancellation(who, id, query);
    return read.ok ? json(read.report) : read;
  },
);

/** Sends again what failed. */
export const POST = endpoint(
  {
    ...own,
    authority: staff("order.refund"),
    operation: {
      summary: "Send the failed refunds of a cancellation again",
      description:
        "Each refund that the gateway refused gets a new attempt, and each order that could not be decided is judged again.",
      tag: "Events",
      answers: { 202: { description: "On its way: the report tells what became of it.", body: cancellationWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params: { id }, who }) => {
    const sent = await resendCancellation(who, id);
    return sent.ok ? json(sent.report, { status: 202 }) : sent;
  },
);
