import { disablePerson } from "#lib/identity/people/disable-person";
import { enablePerson } from "#lib/identity/people/enable-person";
import { disablementBody, personParams } from "#lib/identity/people/people-contract";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/admin/people/{id}/disablement",
  authority: administrator,
  limit: limitTo("manage"),
  params: personParams,
};

/** Shuts an account out. */
export const POST = endpoint(
  {
    ...spec,
    body: disablementBody,
    operation: {
      summary: "Disable an account",
      description:
        "All that is signed in ends, tokens too, and nothing lets the person in. Never oneself, nor the last administrator.",
      tag: "Administration",
      answers: { 204: { description: "The account is disabled." } },
      refuses: ["not_found", "forbidden", "last_administrator"],
      example: { body: { reason: "Tickets were resold by a program." } },
    },
  },
  async ({ params, body, who }) => {
    const done = await disablePerson(who, { userId: params.id, reason: body.reason });
    return done.ok ? new Response(null, { status: 204 }) : done;
  },
);

/** Lets a disabled account in again. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Enable an account",
      description: "The person can sign in again; what was ended stays ended.",
      tag: "Administration",
      answers: { 204: { description: "The account is enabled." } },
      refuses: ["not_found"],
    },
  },
  async ({ params, who }) => {
    const done = await enablePerson(who, params.id);
    return done.ok ? new Response(null, { status: 204 }) : done;
  },
);
