/** A mail in the embedded inbox. Times ISO 8601 in UTC. */
export type InboxEntry = { id: string; template: string; recipient: string; subject: string; sentAt: string };
export type InboxMail = InboxEntry & { html: string; text: string; calendar: string | null };
export type InboxList = { data: InboxEntry[]; meta: { total: number; page: number; limit: number } };
