import { unseal } from "#lib/platform/seal";
import { findInvitationForMail, type InvitationMailRow } from "./invitation-store.ts";
import { hashInvitation } from "./invite-member.ts";

/** The data of an invitation's mail, with its link; undefined when it was revoked or renewed meanwhile. */
export async function readInvitationMail(input: {
  invitationId: string;
  token: string;
}): Promise<(InvitationMailRow & { token: string }) | undefined> {
  const token = unseal("invitation-mail", input.token);
  const row = await findInvitationForMail(input.invitationId);
  return row && token !== undefined && hashInvitation(token) === row.tokenHash ? { ...row, token } : undefined;
}
