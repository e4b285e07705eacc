/** Within this time of the last mail an invitation's link stays the one that was sent, so that nobody floods a mailbox. */
const RENEWAL_PAUSE_MS = 60_000;

/** Whether asking again gives an open invitation a new link, which the old one does not survive, and mails it. */
export function mayRenewLink(sentAt: Date, now: Date): boolean {
  return now.getTime() - sentAt.getTime() >= RENEWAL_PAUSE_MS;
}

/** Whether this person may spend the invitation: it is open and in its time, and was sent to an address proven to be theirs. */
export function mayAccept(
  invitation: { email: string; acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  person: { email: string; isProven: boolean; isDisabled: boolean },
  now: Date,
): boolean {
  const isOpen = invitation.acceptedAt === null && invitation.revokedAt === null && invitation.expiresAt > now;
  const isTheirs = invitation.email.toLowerCase() === person.email.toLowerCase();
  return isOpen && isTheirs && person.isProven && !person.isDisabled;
}
