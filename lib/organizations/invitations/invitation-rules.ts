/** Within this time of the last mail an invitation keeps its link and is not mailed again, so no mailbox can be flooded. */
const RENEWAL_PAUSE_MS = 60_000;

/** Whether inviting again gives an open invitation a new link, which invalidates the old one, and mails it. */
export function mayRenewLink(sentAt: Date, now: Date): boolean {
  return now.getTime() - sentAt.getTime() >= RENEWAL_PAUSE_MS;
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
