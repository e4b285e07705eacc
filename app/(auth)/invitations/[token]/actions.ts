"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { signOut } from "#lib/identity/sign-in/sign-out";
import { account } from "#lib/organizations/account-authority";
import { anyone } from "#lib/organizations/authority";
import { acceptInvitation } from "#lib/organizations/invitations/accept-invitation";
import { cookieRules } from "#lib/platform/http/cookie-rules";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { action, type Fields } from "../../../action.ts";

const way = {
  limit: limitTo("account"),
  input: z.object({ token: text(200) }),
  refused: (_: unknown, { token }: Fields): void => redirect(pageOf(String(token))),
};

/** Joins, and goes to work. A link that died meanwhile leads back to its page, which says so. */
export const acceptInvitationAction = action(
  { ...way, route: "/invitations/{token}#accept", authority: account },
  async ({ who, input: { token } }) => {
    const result = await acceptInvitation(who.userId, token);
    redirect(result.ok ? `/organizer/${result.slug}` : pageOf(token));
  },
);

/** Signs out, to come back to the invitation with another account. */
export const leaveForInvitationAction = action(
  { ...way, route: "/invitations/{token}#leave", authority: anyone },
  async ({ input: { token } }) => {
    const store = await cookies();
    await signOut(store.get(sessionCookieName())?.value);
    store.delete({ ...cookieRules(), name: sessionCookieName() });
    redirect(`/sign-in?next=${encodeURIComponent(pageOf(token))}`);
  },
);

function pageOf(token: string): string {
  return `/invitations/${encodeURIComponent(token)}`;
}
