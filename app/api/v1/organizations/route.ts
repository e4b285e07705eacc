import { staff } from "#lib/organizations/authority";
import { organizationsAnswer, roleWord, wholeList } from "#lib/organizations/contract";
import { listOrganizations } from "#lib/organizations/queries";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The organizations one works for. */
export const GET = endpoint(
  {
    route: "/api/v1/organizations",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    operation: {
      summary: "List your organizations",
      description: "With your role in each. A platform administrator sees all of them.",
      tag: "Organizations",
      answers: { 200: { description: "The organizations, by name.", body: organizationsAnswer } },
      example: {},
    },
  },
  async ({ who }) => {
    const organizations = await listOrganizations(who);
    return json(
      wholeList(
        organizations.map(({ id, slug, name, role }) => ({ id, slug, name, role: role ? roleWord(role) : null })),
      ),
    );
  },
);
