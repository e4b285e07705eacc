import { type Administrator, identify, type Person, type SignedIn } from "#lib/identity/identify";
import type { Asking, Authority } from "#lib/platform/http/pipeline";
import type { Refused } from "#lib/platform/http/refusals";
import { noteInContext } from "#lib/platform/http/request-context";
import { listRoles, type RoleIn } from "./membership-store.ts";
import { type Permission, roleMay, TWO_FACTOR_PERMISSIONS } from "./permissions.ts";
import { refuse } from "./refusals.ts";
import { findOrganizationRow } from "./store.ts";
import { readBearer } from "./tokens/read-bearer.ts";

/**
 * Who may pass an endpoint: each handler and action names one of these beside itself. An authority judges the person alone;
 * whether the thing they name is theirs is the verb's question, and what is not looks as if it were not there.
 */

/** Everybody; nobody is asked who they are. */
export const anyone: Authority<undefined> = {
  name: "anyone",
  admit: async () => undefined,
  actorOf: () => undefined,
};

/** Everybody, strangers too: they may hold and buy as guests. A credential that is not good is refused, not ignored. */
export const buyer: Authority<Person> = {
  name: "buyer",
  admit: admitPerson,
  actorOf: (person) => person.keys[0],
};

/** Whoever is signed in, by session or token. An organization's access token is not: its maker's own account is none of its business. */
export const signedIn: Authority<SignedIn> = {
  name: "signed_in",
  admit: async (asking) => {
    const person = await admitAccount(asking);
    return "ok" in person || person.scopes === undefined ? person : refuse("forbidden");
  },
  actorOf: (person) => person.keys[0],
};

/** Somebody who works for organizations, and in which of them they hold what role. */
export type Staff = SignedIn & { readonly roles: readonly RoleIn[] };

const staffOf = new Map<Permission, Authority<Staff>>();

/**
 * People whose role in some organization holds the permission, and platform administrators. Nobody else passes, whatever
 * they name, so that the refusal tells nothing about it. In which organizations it holds, `mayActFor` says.
 */
export function staff(permission: Permission): Authority<Staff> {
  const known = staffOf.get(permission);
  if (known) return known;
  const authority: Authority<Staff> = {
    name: `staff:${permission}`,
    admit: async (asking) => {
      const person = await admitAccount(asking);
      if ("ok" in person) return person;
      return requirePermission({ ...person, roles: await rolesOf(person) }, permission);
    },
    actorOf: (person) => person.keys[0],
  };
  staffOf.set(permission, authority);
  return authority;
}

/**
 * Whether the person may do this in the organization. Refuses `not_found` where they do not belong, in the same words as
 * for what does not exist, and `forbidden` where they belong in another role.
 */
export function mayActFor(
  person: Staff,
  organizationId: string,
  permission: Permission,
): { ok: true } | Refused<"not_found" | "forbidden"> {
  if (person.isAdmin) return { ok: true };
  const role = person.roles.find((each) => each.organizationId === organizationId);
  if (!role) return refuse("not_found");
  return roleMay(role.role, permission) && isInScope(person, permission) ? { ok: true } : refuse("forbidden");
}

/**
 * Whoever came in by another endpoint, asked as staff of one organization: for things that are their owner's as well. Strangers
 * and people of other organizations get `not_found`, as for what does not exist.
 */
export async function staffIn(
  person: Person,
  organizationId: string,
  permission: Permission,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "two_factor_required">> {
  const { userId } = person;
  if (userId === undefined || !(await findOrganizationRow({ id: organizationId }))) return refuse("not_found");
  const roles = await rolesOf({ ...person, userId });
  const may = mayActFor({ ...person, userId, roles }, organizationId, permission);
  if (!may.ok) return may;
  const verdict = requirePermission({ ...person, userId, roles }, permission);
  return "ok" in verdict ? verdict : { ok: true };
}

/** The organizations in which the person holds the permission; undefined for an administrator: all of them. */
export function organizationsWith(person: Staff, permission: Permission): string[] | undefined {
  if (person.isAdmin) return undefined;
  if (!isInScope(person, permission)) return [];
  return person.roles.filter(({ role }) => roleMay(role, permission)).map(({ organizationId }) => organizationId);
}

/** A person signed in on a page as staff: the same question as the endpoint's, for server components and actions. */
export async function asStaff(person: SignedIn, permission: Permission): Promise<Staff | StaffRefusal> {
  return requirePermission({ ...person, roles: await rolesOf(person) }, permission);
}

/** The platform's administrators on a page of theirs. For everybody else there is no such page. */
export function asAdministrator(person: SignedIn): Administrator | Refused<"not_found" | "two_factor_required"> {
  if (!person.isAdmin) return refuse("not_found");
  return person.isTwoFactor ? { ...person, isAdmin: true, isTwoFactor: true } : refuse("two_factor_required");
}

type StaffRefusal = Refused<"forbidden" | "two_factor_required">;

function requirePermission(person: Staff, permission: Permission): Staff | StaffRefusal {
  const holds = person.isAdmin || person.roles.some(({ role }) => roleMay(role, permission));
  if (!holds || !isInScope(person, permission)) return refuse("forbidden");
  return TWO_FACTOR_PERMISSIONS.includes(permission) && !person.isTwoFactor ? refuse("two_factor_required") : person;
}

function isInScope(person: Person, permission: Permission): boolean {
  return person.scopes === undefined || person.scopes.includes(permission);
}

/** An access token acts in its own organization only. */
async function rolesOf(person: SignedIn): Promise<RoleIn[]> {
  const roles = await listRoles(person.userId);
  return person.onlyFor === undefined ? roles : roles.filter(({ organizationId }) => organizationId === person.onlyFor);
}

async function admitPerson({ headers }: Asking): Promise<Person | Refused<"unauthenticated">> {
  const authorization = headers.get("authorization");
  const person = authorization === null ? await identify(headers) : await readBearer(authorization);
  if (!person) return refuse("unauthenticated");
  if (person.keys[0]) noteInContext({ actor: person.keys[0] });
  return person;
}

async function admitAccount(asking: Asking): Promise<SignedIn | Refused<"unauthenticated">> {
  const person = await admitPerson(asking);
  if ("ok" in person) return person;
  const { userId } = person;
  return userId === undefined ? refuse("unauthenticated") : { ...person, userId };
}
