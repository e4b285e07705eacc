import { staff } from "#lib/organizations/authority";
import { changeRoleBody, memberParams, roleOf } from "#lib/organizations/contract";
import { changeMemberRole } from "#lib/organizations/members/change-member-role";
import { removeMember } from "#lib/organizations/members/remove-member";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}/members/{user_id}",
  authority: staff("member.manage"),
  limit: limitTo("manage"),
  params: memberParams,
};

/** Gives a member another role, from their next request on. */
export const PATCH = endpoint(
  {
    ...spec,
    body: changeRoleBody,
    operation: {
      summary: "Change a member's role",
      tag: "Organizations",
      answers: { 204: { description: "The role is changed." } },
      refuses: ["not_found", "forbidden", "last_owner"],
      example: { body: { role: "manager" } },
    },
  },
  async ({ params, body, who }) => {
    const wanted = { organizationId: params.id, userId: params.user_id, role: roleOf(body.role) };
    const result = await changeMemberRole(who, wanted);
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);

/** Takes a member out. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Remove a member",
      description: "They lose access at once, and the access tokens they made for the organization stop working.",
      tag: "Organizations",
      answers: { 204: { description: "The member is removed." } },
      refuses: ["not_found", "forbidden", "last_owner"],
    },
  },
  async ({ params, who }) => {
    const result = await removeMember(who, { organizationId: params.id, userId: params.user_id });
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
