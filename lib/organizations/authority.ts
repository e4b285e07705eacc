import { identify, type Person, type SignedIn } from "#lib/identity/identify";
import type { Asking, Authority } from "#lib/platform/http/pipeline";
import type { Refused } from "#lib/platform/http/refusals";
import { noteInContext } from "#lib/platform/http/request-context";
import { listRoles, type RoleIn } from "./membership-store.ts";
import { type Permission, roleMay, TWO_FACTOR_PERMISSIONS } from "./permissions.ts";
import { refuse } from "./refusals.ts";
import { findOrganizationRow } from "./store.ts";
import { readBearer } from "./tokens/read-bearer.ts";

/**
 * Who may use a way in: each endpoint and action declares one of these. An authority judges only the person; the use case
 * checks whether the named object is theirs, and answers as if it did not exist when it is not.
 */
export type PersonAuthority<Who> = Authority<Who> & {
  /** The same question for a page, which knows the person already. */
  readonly judge: (person: Person) => Promise<Who | Refused>;
};

/** An authority that asks a question about the person who asks. */
export function ofPerson<Who>(
  name: string,
  judge: (person: Person) => Promise<Who | Refused>,
  actorOf: (who: Who) => string | undefined,
): PersonAuthority<Who> {
  const admit = async (asking: Asking) => {
    const person = await admitPerson(asking);
    return "ok" in person ? person : judge(person);
  };
  return { name, judge, admit, actorOf };
}

/** Everyone, without identification. */
export const anyone: Authority<undefined> = {
  name: "anyone",
  admit: async () => undefined,
  actorOf: () => undefined,
};

/** Everyone, because guests may hold and buy too. An invalid credential is refused, not ignored. */
export const buyer: Authority<Person> = {
  name: "buyer",
  admit: admitPerson,
  actorOf: (person) => person.keys[0],
};

/** People signed in by session or token. An organization's access token is refused: it must not reach its maker's account. */
export const signedIn: PersonAuthority<SignedIn> = ofPerson(
  "signed_in",
  async (person) => {
    if (person.userId === undefined) return refuse("unauthenticated");
    return person.scopes === undefined ? { ...person, userId: person.userId } : refuse("forbidden");
  },
  (person) => person.keys[0],
);

/** A person who works for organizations, with their role in each. */
export type Staff = SignedIn & { readonly roles: readonly RoleIn[] };

const staffOf = new Map<Permission, PersonAuthority<Staff>>();

/**
 * People whose role in any organization has the permission, and platform administrators. All others are refused before the
 * named object is looked at, so the refusal reveals nothing about it. `mayActFor` then checks the organization.
 */
export function staff(permission: Permission): PersonAuthority<Staff> {
  const known = staffOf.get(permission);
  if (known) return known;
  const authority = ofPerson<Staff>(
    `staff:${permission}`,
    async (person) => {
      const { userId } = person;
      if (userId === undefined) return refuse("unauthenticated");
      const account = { ...person, userId };
      return requirePermission({ ...account, roles: await rolesOf(account) }, permission);
    },
    (person) => person.keys[0],
  );
  staffOf.set(permission, authority);
  return authority;
}

/**
 * Whether the person has the permission in the organization. Refuses `not_found` when they do not belong to it, the same as for
 * one that does not exist, and `forbidden` when they belong in another role.
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
 * Checks a person of any authority as staff of one organization, for objects that buyers may use as well. People outside the
 * organization get `not_found`, the same as for an object that does not exist.
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

/** The organizations in which the person has the permission; undefined for an administrator, who has it in all. */
export function organizationsWith(person: Staff, permission: Permission): string[] | undefined {
  if (person.isAdmin) return undefined;
  if (!isInScope(person, permission)) return [];
  return person.roles.filter(({ role }) => roleMay(role, permission)).map(({ organizationId }) => organizationId);
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

/** Who asks, by token, session or guest cookie. A credential that is not good is refused, not ignored. */
export async function admitPerson({ headers }: Asking): Promise<Person | Refused<"unauthenticated">> {
  const authorization = headers.get("authorization");
  const person = authorization === null ? await identify(headers) : await readBearer(authorization);
  if (!person) return refuse("unauthenticated");
  if (person.keys[0]) noteInContext({ actor: person.keys[0] });
  return person;
}
