import { auditFilterOf, auditLogAnswer, auditLogQuery } from "#lib/audit/contract";
import { readAuditLog } from "#lib/organizations/audit-log/read-audit-log";
import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Who did what in the organization, on what, from where, and how it ended. */
export const GET = endpoint(
  {
    route: "/api/v1/organizations/{id}/audit-log",
    authority: staff("audit.read"),
    limit: limitTo("manage"),
    params: organizationParams,
    query: auditLogQuery,
    operation: {
      summary: "Search the audit log",
      description:
        "Newest first: lines that name the organization, lines of its events, and its members' sign-ins. The list grows at its head while it is read, so it goes on by `cursor`, the `next_cursor` of the page before, and has no total.",
      tag: "Organizations",
      answers: { 200: { description: "A page of lines.", body: auditLogAnswer } },
      refuses: ["not_found", "forbidden"],
      example: { query: { action: "order", limit: "10" } },
    },
  },
  async ({ params, query: { cursor, limit, ...query }, who }) => {
    const result = await readAuditLog(who, params.id, { filter: auditFilterOf(query), before: cursor, limit });
    return result.ok ? json(result.page) : result;
  },
);
