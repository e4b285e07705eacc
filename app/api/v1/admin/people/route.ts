import { listAllPeople } from "#lib/identity/people/list-people";
import { peopleAnswer, peopleQuery } from "#lib/identity/people/people-contract";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Everyone with an account. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/people",
    authority: administrator,
    limit: limitTo("manage"),
    query: peopleQuery,
    operation: {
      summary: "List or search people",
      description:
        "The newest first, from `cursor` on, the `next_cursor` of the page before. With `q` those whose name or mail address has it in it, without regard to accents and case; erased accounts are then left out.",
      tag: "Administration",
      answers: { 200: { description: "A page of people.", body: peopleAnswer } },
      example: { query: { q: "ana", limit: "10" } },
    },
  },
  async ({ query }) => json(await listAllPeople(query)),
);
