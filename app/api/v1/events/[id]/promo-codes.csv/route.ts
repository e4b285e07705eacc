import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { exportPromoCodes } from "#lib/pricing/promo/managing/export-promo-codes";
import { promoFilterQuery } from "#lib/pricing/promo/managing/promo-contract";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** The promo codes of an event as a file. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/promo-codes.csv",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: eventParams,
    query: promoFilterQuery,
    operation: {
      summary: "Download promo codes",
      description: "CSV, the oldest first: all codes of the event, or those of a filter or a batch.",
      tag: "Promo codes",
      answers: { 200: { description: "The codes.", type: "text/csv" } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params: { id }, query, who }) => {
    const result = await exportPromoCodes(who, id, query);
    if (!result.ok) return result;
    return new Response(result.csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="promo-codes-${id}.csv"`,
        "cache-control": "no-store",
      },
    });
  },
);
