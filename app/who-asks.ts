import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findEventHead } from "#lib/catalog/queries";
import type { Administrator } from "#lib/identity/identify";
import { identify } from "#lib/identity/identify";
import { account, administrator, factorHolder, provenAccount } from "#lib/organizations/account-authority";
import { type PersonAuthority, type Staff, staff } from "#lib/organizations/authority";
import { type Desk, openDesk } from "#lib/organizations/desk";
import type { Permission } from "#lib/organizations/permissions";
import { refuse } from "#lib/organizations/refusals";
import { isRefused, type Refusal, type Refused } from "#lib/platform/http/refusals";
import { positiveIntText } from "#lib/platform/input";

/** How pages ask who it is: once a request, by the authorities that the actions on them declare. */
const personHere = cache(async () => identify(await headers()));

/** The account that is signed in, or undefined. Throws when the database is away. */
export const currentPerson = cache(async () => (await personHere()).account);

/** The account that is signed in; else the sign-in page, and back to `next` afterwards. */
export const requirePerson = (next: string) => required(account, next);

/** The account whose person showed who they are within fifteen minutes; else the page to show it, and back to `next`. */
export const requireProvenPerson = (next: string) => required(provenAccount, next);

/** The same, with whether their work requires a second factor. */
export const requireFactorHolder = (next: string) => required(factorHolder, next);

/** The person with their roles, undefined for a fan. Signs in first. */
export async function staffHere(next: string): Promise<Staff | undefined> {
  const member = await staff("event.read").judge(await personHere());
  if (!("ok" in member)) return member;
  if (member.refusal.code === "unauthenticated") leadAway(member.refusal, next);
  return undefined;
}

/** The signed-in administrator. For others the page does not exist; a missing second factor is reported. */
export async function administratorHere(): Promise<
  { ok: true; administrator: Administrator } | Refused<"two_factor_required">
> {
  const person = await administrator.judge(await personHere());
  if (!("ok" in person)) return { ok: true, administrator: person };
  leadAway(person.refusal, "/admin");
  return refuse("two_factor_required");
}

/** Opens an organization's page for the signed-in person, or answers why they may not see it. */
export const deskHere = cache(
  async (
    slug: string,
    permission: Permission,
  ): Promise<({ ok: true } & Desk) | Refused<"forbidden" | "two_factor_required">> => {
    const desk = await openDesk(await personHere(), slug, permission);
    if (!isRefused(desk)) return { ok: true, ...desk };
    leadAway(desk.refusal, `/organizer/${slug}`);
    return refuse(desk.refusal.code === "two_factor_required" ? "two_factor_required" : "forbidden");
  },
);

/** The organization's event that an address names; undefined for a foreign or a missing one, or what is no id. */
export const eventHere = cache(async (organizationId: string, given: string) => {
  const id = positiveIntText.safeParse(given);
  return id.success ? findEventHead(organizationId, id.data) : undefined;
});

async function required<Who>(authority: PersonAuthority<Who>, next: string): Promise<Who> {
  const who = await authority.judge(await personHere());
  if (!isRefused(who)) return who;
  leadAway(who.refusal, next);
  notFound();
}

/** Leads to where a refusal can be mended, and back to `next` afterwards. Comes back for what only words can answer. */
export function leadAway({ code }: Refusal, next: string): void {
  if (code === "unauthenticated") redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  if (code === "proof_required") redirect(`/account/confirm?next=${encodeURIComponent(next)}`);
  if (code === "not_found") notFound();
}
