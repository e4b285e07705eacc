import { exportEventOrders } from "#lib/orders/reading/export-event-orders";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** The orders of an event with what buyers answered, as a file. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/orders.csv",
    authority: staff("order.read"),
    limit: limitTo("manage"),
    params: eventParams,
    operation: {
      summary: "Download an event's orders",
      description:
        "CSV, the oldest first: a line for each ticket, with a column for each question that buyers answered, and for each add-on how many were bought and how many of them went back, in the first line of the order.",
      tag: "Orders",
      answers: { 200: { description: "The tickets with their orders.", type: "text/csv" } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const result = await exportEventOrders(who, id);
    if (!result.ok) return result;
    return new Response(result.csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="orders-${id}.csv"`,
        "cache-control": "no-store",
      },
    });
  },
);
