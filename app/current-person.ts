import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sessionCookieName } from "#lib/accounts/identify";
import { readSession } from "#lib/accounts/read-session";

/** Who is signed in on this request, for pages; asked once a request. Throws when the database is away. */
export const currentPerson = cache(async () => readSession((await cookies()).get(sessionCookieName())?.value));

/** The person, or off to the sign-in page and back to `next` afterwards. */
export async function requirePerson(next: string) {
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  return person;
}
