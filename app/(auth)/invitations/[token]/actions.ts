"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cookieRules, sessionCookieName } from "#lib/identity/cookie-names";
import { signOut } from "#lib/identity/sign-in/sign-out";
import { acceptInvitation } from "#lib/organizations/invitations/accept-invitation";
import { requirePerson } from "../../../current-person.ts";
import { inRequest } from "../../../in-request.ts";

/** Joins, and goes to work. A link that died meanwhile leads back to its page, which says so. */
export async function acceptInvitationAction(token: string): Promise<void> {
  const here = `/invitations/${encodeURIComponent(token)}`;
  const person = await requirePerson(here);
  const result = await inRequest(() => acceptInvitation(person.userId, token));
  redirect(result.ok ? `/organizer/${result.slug}` : here);
}

/** Signs out, to come back to the invitation with another account. */
export async function leaveForInvitationAction(token: string): Promise<void> {
  const store = await cookies();
  await inRequest(() => signOut(store.get(sessionCookieName())?.value));
  store.delete({ ...cookieRules(), name: sessionCookieName() });
  redirect(`/sign-in?next=${encodeURIComponent(`/invitations/${encodeURIComponent(token)}`)}`);
}
