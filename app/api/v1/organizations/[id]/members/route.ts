import { staff } from "#lib/organizations/authority";
import { membersAnswer, organizationParams, wholeList } from "#lib/organizations/contract";
import { listMembers } from "#lib/organizations/members/list-members";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The members of the organization. */
export const GET = endpoint(
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
