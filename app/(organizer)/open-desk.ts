import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Administrator, SignedIn } from "#lib/identity/identify";
import { identify } from "#lib/identity/identify";
import { asAdministrator, asStaff, type Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Permission } from "#lib/organizations/permissions";
import { refuse } from "#lib/organizations/refusals";
import type { Refused } from "#lib/platform/http/refusals";

/** Who works here: the person with their roles, undefined for a fan. Signs in first. */
export const staffHere = cache(async (next: string): Promise<Staff | undefined> => {
  const staff = await asStaff(await personHere(next), "event.read");
  return "ok" in staff ? undefined : staff;
});

/** The administrator who is signed in. For others there is no such page; who has shown no second factor is told so. */
export async function administratorHere(): Promise<
  { ok: true; administrator: Administrator } | Refused<"two_factor_required">
> {
  const person = await personHere("/admin");
  const administrator = asAdministrator(person);
  if (!("ok" in administrator)) return { ok: true, administrator };
  if (administrator.refusal.code === "not_found") notFound();
  return refuse("two_factor_required");
}

async function personHere(next: string): Promise<SignedIn> {
  const person = await identify(await headers());
  const { userId } = person;
  if (userId === undefined) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  return { ...person, userId };
}

export type Desk = {
  ok: true;
  organization: { id: string; slug: string; name: string };
  staff: Staff;
};

/**
 * Opens an organization's page or action for the person who is signed in, and asks what its endpoints in the API ask. One that is not theirs is
 * not there; where the role is too small or a second factor is missing, it says so with `forbidden` or `two_factor_required`.
 */
export const openDesk = cache(
  async (slug: string, permission: Permission): Promise<Desk | Refused<"forbidden" | "two_factor_required">> => {
    const person = await staffHere(`/organizer/${slug}`);
    if (!person) notFound();
    const found = await findOrganization(person, { slug }, permission);
    if (!found.ok) {
      if (found.refusal.code === "not_found") notFound();
      return found as Refused<"forbidden">;
    }
    const staff = await asStaff(person, permission);
    return "ok" in staff ? staff : { ok: true, organization: found.organization, staff };
  },
);
