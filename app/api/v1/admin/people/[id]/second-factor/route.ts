import { personParams } from "#lib/identity/people/people-contract";
import { resetFactors } from "#lib/identity/people/reset-factors";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Takes a person's second factors away. */
export const DELETE = endpoint(
  {
    route: "/api/v1/admin/people/{id}/second-factor",
    authority: administrator,
    limit: limitTo("manage"),
    params: personParams,
    operation: {
      summary: "Reset a person's second factors",
      description:
        "For a person who lost every one, and whom you verified. Authenticator, recovery codes and passkeys stop working, all that is signed in ends, and a mail says so.",
      tag: "Administration",
      answers: { 204: { description: "They are gone." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, who }) => {
    const done = await resetFactors(who, params.id);
    return done.ok ? new Response(null, { status: 204 }) : done;
  },
);
