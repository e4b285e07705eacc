import { administrator } from "#lib/organizations/account-authority";
import { approveOrganization, refuseOrganization } from "#lib/organizations/administration/approve-organization";
import { decisionBody } from "#lib/organizations/administration/contract";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Approves or refuses an organization that people made. */
export const POST = endpoint(
  {
    route: "/api/v1/admin/organizations/{id}/decision",
    authority: administrator,
    limit: limitTo("manage"),
    params: organizationParams,
    body: decisionBody,
    operation: {
      summary: "Approve or refuse an organization",
      description:
        "Organizations that people make are `pending` where the platform approves them. An approved one puts its events on sale; a refused one may still be approved later.",
      tag: "Administration",
      answers: { 204: { description: "It is decided." } },
      refuses: ["not_found", "already_decided"],
      example: { body: { approved: true } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const done = await (body.approved
      ? approveOrganization(who, id)
      : refuseOrganization(who, { id, reason: body.reason }));
    return done.ok ? new Response(null, { status: 204 }) : done;
  },
);
