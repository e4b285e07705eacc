import { staff } from "#lib/accounts/authority";
import { organizationParams } from "#lib/accounts/organizations/organization-contract";
import { leaveOrganization } from "#lib/accounts/organizations/remove-member";
import { door } from "#lib/platform/http";
import { refuse } from "#lib/platform/refusals";
import { limitTo } from "#lib/protection/limits";

/** Leaves an organization, which anybody who works for one may. */
export const DELETE = door(
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
