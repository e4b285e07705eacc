import { isWithin } from "../members/give-role.ts";
import { type Role, roleMay } from "../permissions.ts";

/** Within this time of the last mail an invitation keeps its link and is not mailed again, so no mailbox can be flooded. */
const RENEWAL_PAUSE_MS = 60_000;

/** Whether inviting again gives an open invitation a new link, which invalidates the old one, and mails it. */
export function mayRenewLink(sentAt: Date, now: Date): boolean {
  return now.getTime() - sentAt.getTime() >= RENEWAL_PAUSE_MS;
}

/** Who sent an invitation: their present role in the organization, undefined when they left. */
export type Inviter = { role: Role | undefined; isAdmin: boolean; isDisabled: boolean };

/** Whether the inviter may still give the role: an invitation gives nothing that its sender could not give any more. */
export function mayStillInvite(inviter: Inviter | undefined, role: Role): boolean {
  if (!inviter || inviter.isDisabled) return false;
  if (inviter.isAdmin) return true;
  return inviter.role !== undefined && roleMay(inviter.role, "member.manage") && isWithin(inviter.role, role);
}

/** Whether this person may accept: the invitation is open, has not lapsed, and was sent to a verified address of theirs. */
export function mayAccept(
  invitation: { email: string; acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  person: { email: string; isProven: boolean; isDisabled: boolean },
  now: Date,
): boolean {
  const isOpen = invitation.acceptedAt === null && invitation.revokedAt === null && invitation.expiresAt > now;
  const isTheirs = invitation.email.toLowerCase() === person.email.toLowerCase();
  return isOpen && isTheirs && person.isProven && !person.isDisabled;
}
