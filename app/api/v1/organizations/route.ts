import { signedIn, staff } from "#lib/organizations/authority";
import { organizationsAnswer, roleWord, wholeList } from "#lib/organizations/contract";
import { makeOwnOrganization } from "#lib/organizations/profile/make-own-organization";
import { newOwnOrganizationBody, profileWire } from "#lib/organizations/profile/profile-contract";
import { loadProfileOnWire } from "#lib/organizations/profile/profile-wire";
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

/** Makes an organization of one's own. */
export const POST = endpoint(
  {
    route: "/api/v1/organizations",
    authority: signedIn,
    limit: limitTo("manage"),
    body: newOwnOrganizationBody,
    operation: {
      summary: "Make an organization of your own",
      description:
        "You are its owner. Where the platform approves organizations it is `pending`: everything can be prepared, and events are put on sale once an administrator approved it.",
      tag: "Organizations",
      answers: { 201: { description: "The organization.", body: profileWire } },
      refuses: ["organization_limit_reached"],
      example: { body: { name: "Teatro Lara", country: "ES", currency: "EUR" } },
    },
  },
  async ({ who, body }) => {
    const made = await makeOwnOrganization(who, body);
    if (!made.ok) return made;
    return json(await loadProfileOnWire(made.id), {
      status: 201,
      headers: { location: `/api/v1/organizations/${made.id}` },
    });
  },
);
