import { unseal } from "#lib/platform/seal";
import { findInvitationForMail, type InvitationMailRow } from "./invitation-store.ts";
import { hashInvitation } from "./invite-member.ts";

/** What goes into the mail of an invitation, its link's token opened; undefined when it was taken back or renewed since. */
export async function readInvitationMail(input: {
  invitationId: string;
  token: string;
}): Promise<(InvitationMailRow & { token: string }) | undefined> {
  const token = unseal("invitation-mail", input.token);
  const row = await findInvitationForMail(input.invitationId);
  return row && token !== undefined && hashInvitation(token) === row.tokenHash ? { ...row, token } : undefined;
}
