import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { readSession } from "#lib/identity/sign-in/read-session";
import { isFreshProof } from "#lib/identity/sign-in/session-rules";
import { needsSecondFactor } from "#lib/organizations/needs-second-factor";

/** Who is signed in on this request, for pages; asked once a request. Throws when the database is away. */
export const currentPerson = cache(async () => readSession((await cookies()).get(sessionCookieName())?.value));

/** The person, or off to the sign-in page and back to `next` afterwards. */
export async function requirePerson(next: string) {
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  return person;
}

/** The person, if they showed who they are within fifteen minutes; else off to show it and back to `next` afterwards. */
export async function requireProvenPerson(next: string) {
  const person = await requirePerson(next);
  if (!isFreshProof(person.provenAt)) redirect(`/account/confirm?next=${encodeURIComponent(next)}`);
  return person;
}

/** The same, with whether their work requires a second factor: for pages and actions that change what stands for one. */
export async function requireFactorHolder(next: string) {
  const person = await requireProvenPerson(next);
  return { ...person, needsSecondFactor: await needsSecondFactor(person) };
}
