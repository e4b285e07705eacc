import type { Person } from "#lib/identity/identify";
import type { Authority } from "#lib/platform/http/pipeline";
import type { Refused } from "#lib/platform/http/refusals";
import { admitPerson, type Staff, staff } from "./authority.ts";
import { findOrganization } from "./find-organization.ts";
import type { Permission } from "./permissions.ts";
import { refuse } from "./refusals.ts";
import type { OrganizationRow } from "./store.ts";

/** One organization's pages, open to a person who works there. */
export type Desk = { readonly organization: OrganizationRow; readonly staff: Staff };

/**
 * Opens an organization's pages and asks what its endpoints ask. For a person who does not work there it does not exist
 * (`not_found`); where the role is too small or a second factor is missing, it says so.
 */
export async function openDesk(person: Person, slug: string, permission: Permission): Promise<Desk | Refused> {
  const member = await staff("event.read").judge(person);
  if ("ok" in member) return member.refusal.code === "unauthenticated" ? member : refuse("not_found");
  const found = await findOrganization(member, { slug }, permission);
  if (!found.ok) return found;
  const judged = await staff(permission).judge(person);
  return "ok" in judged ? judged : { organization: found.organization, staff: judged };
}

/** Staff of the organization that the request names by its slug. */
export function deskOf(permission: Permission): Authority<Desk, Readonly<Record<string, unknown>>> {
  return {
    name: `desk:${permission}`,
    admit: async (asking, named) => {
      const person = await admitPerson(asking);
      return "ok" in person ? person : openDesk(person, String(named?.organization ?? ""), permission);
    },
    actorOf: ({ staff: member }) => member.keys[0],
  };
}
