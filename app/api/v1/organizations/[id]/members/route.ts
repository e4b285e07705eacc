import { staff } from "#lib/accounts/authority";
import { listMembers } from "#lib/accounts/organizations/list-members";
import { membersAnswer, organizationParams, wholeList } from "#lib/accounts/organizations/organization-contract";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";
import { limitTo } from "#lib/protection/limits";

/** Who works for the organization. */
export const GET = door(
  {
    route: "/api/v1/organizations/{id}/members",
    authority: staff("member.manage"),
    limit: limitTo("manage"),
    params: organizationParams,
    operation: {
      summary: "List members",
      tag: "Organizations",
      answers: { 200: { description: "The members, owners first.", body: membersAnswer } },
    },
  },
  async ({ params, who }) => {
    const result = await listMembers(who, params.id);
    return result.ok ? json(wholeList(result.members)) : result;
  },
);
