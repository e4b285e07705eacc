import { daySalesFilter } from "#lib/analytics/day-sales/contract";
import { exportDaySales, spanOf } from "#lib/analytics/day-sales/read-day-sales";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** What the platform sold as a file. Taking it is a line of the audit log. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/sales.csv",
    authority: administrator,
    limit: limitTo("manage"),
    query: daySalesFilter,
    operation: {
      summary: "Export what the platform sold",
      description: "CSV, the latest day first, at most 100,000 lines. The export itself is written into the audit log.",
      tag: "Administration",
      answers: { 200: { description: "The lines.", type: "text/csv" } },
      example: { query: { from: "2026-11-01", to: "2026-11-30" } },
    },
  },
  async ({ query, who }) => {
    const { from, to } = spanOf(query, Date.now());
    return new Response(await exportDaySales(who, query), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="sales-${from}-${to}.csv"`,
        "cache-control": "no-store",
      },
    });
  },
);
