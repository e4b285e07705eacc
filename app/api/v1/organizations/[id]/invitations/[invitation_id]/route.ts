import { staff } from "#lib/organizations/authority";
import { invitationParams } from "#lib/organizations/contract";
import { revokeInvitation } from "#lib/organizations/invitations/invite-member";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Takes an invitation back: its link opens nothing from now on. */
export const DELETE = endpoint(
  {
    route: "/api/v1/organizations/{id}/invitations/{invitation_id}",
    authority: staff("member.manage"),
    limit: limitTo("manage"),
    params: invitationParams,
    operation: {
      summary: "Revoke an invitation",
      tag: "Organizations",
      answers: { 204: { description: "The invitation is revoked." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, who }) => {
    const result = await revokeInvitation(who, { organizationId: params.id, id: params.invitation_id });
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
