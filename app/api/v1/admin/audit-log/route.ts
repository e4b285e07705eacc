import { auditFilterOf, auditLogAnswer, platformAuditQuery } from "#lib/audit/contract";
import { administrator } from "#lib/organizations/account-authority";
import { readPlatformAuditLog } from "#lib/organizations/audit-log/read-audit-log";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Who did what on the whole platform. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/audit-log",
    authority: administrator,
    limit: limitTo("manage"),
    query: platformAuditQuery,
    operation: {
      summary: "Search the platform's audit log",
      description:
        "Lines of all organizations and of none, newest first, from `cursor` on, the `next_cursor` of the page before. With `organization_id`, the lines that name it.",
      tag: "Administration",
      answers: { 200: { description: "A page of lines.", body: auditLogAnswer } },
      example: { query: { action: "organization", limit: "10" } },
    },
  },
  async ({ query: { cursor, limit, organization_id: organizationId, ...query } }) =>
    json(await readPlatformAuditLog({ filter: { ...auditFilterOf(query), organizationId }, before: cursor, limit })),
);
