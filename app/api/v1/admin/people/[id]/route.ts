import { personParams } from "#lib/identity/people/people-contract";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { personDetail } from "#lib/privacy/people/contract";
import { readPerson } from "#lib/privacy/people/read-person";
import { limitTo } from "#lib/protection/limits";

/** One person. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/people/{id}",
    authority: administrator,
    limit: limitTo("manage"),
    params: personParams,
    operation: {
      summary: "Read a person",
      description:
        "Where they work, how much is signed in, how often they bought; never what. Each look is in the audit log.",
      tag: "Administration",
      answers: { 200: { description: "The person.", body: personDetail } },
      refuses: ["not_found"],
    },
  },
  async ({ params, who }) => {
    const read = await readPerson(who, params.id);
    return read.ok ? json(read.person) : read;
  },
);
