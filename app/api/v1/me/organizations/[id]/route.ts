import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { leaveOrganization } from "#lib/organizations/members/remove-member";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { limitTo } from "#lib/protection/limits";

/** Leaves an organization, in any role. */
export const DELETE = endpoint(
  {
    route: "/api/v1/me/organizations/{id}",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: organizationParams,
    operation: {
      summary: "Leave an organization",
      tag: "Accounts",
      answers: { 204: { description: "You have left." } },
      refuses: ["not_found", "forbidden", "last_owner"],
    },
  },
  async ({ params, who }) => {
    // A token was made to work for the organization, not to decide about the person.
    if (who.scopes) return refuse("forbidden");
    const result = await leaveOrganization(who, params.id);
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
