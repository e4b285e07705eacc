import { daySalesAnswer, daySalesQuery } from "#lib/analytics/day-sales/contract";
import { readDaySales } from "#lib/analytics/day-sales/read-day-sales";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** What the platform sold. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/sales",
    authority: administrator,
    limit: limitTo("manage"),
    query: daySalesQuery,
    operation: {
      summary: "Read what the platform sold",
      description:
        "By day (UTC), organization and currency, the latest first, with the totals of the whole period. Counted from the books, about half a minute old.",
      tag: "Administration",
      answers: { 200: { description: "A page of lines, and the totals.", body: daySalesAnswer } },
      example: { query: { from: "2026-11-01", to: "2026-11-30", limit: "10" } },
    },
  },
  async ({ query }) => json(await readDaySales(query)),
);
