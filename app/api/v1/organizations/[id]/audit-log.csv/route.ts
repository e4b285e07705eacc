import { auditFilterOf, auditFilterQuery } from "#lib/audit/contract";
import { exportAuditLog } from "#lib/organizations/audit-log/export-audit-log";
import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** The audit log as a file. Taking it is a line of the log, too. */
export const GET = endpoint(
  {
    route: "/api/v1/organizations/{id}/audit-log.csv",
    authority: staff("audit.read"),
    limit: limitTo("manage"),
    params: organizationParams,
    query: auditFilterQuery,
    operation: {
      summary: "Export the audit log",
      description: "CSV, newest first, at most 100,000 lines. The export itself is written into the log.",
      tag: "Organizations",
      answers: { 200: { description: "The lines.", type: "text/csv" } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, query, who }) => {
    const result = await exportAuditLog(who, params.id, auditFilterOf(query));
    if (!result.ok) return result;
    return new Response(result.csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="audit-log-${new Date().toISOString().slice(0, 10)}.csv"`,
        "cache-control": "no-store",
      },
    });
  },
);
