import { z } from "zod";
import { env } from "#lib/platform/env";
import { uuid } from "#lib/platform/input";
import { toMailAddress } from "#lib/platform/mail-address";
import type { InboxList, InboxMail } from "./contract.ts";
import { findMail, listMails } from "./store.ts";

/**
 * Whether mails are shown in the app instead of being sent: only where no mail server is configured, and never in
 * production, because the inbox shows all sign-in codes.
 */
export function isInboxOpen(): boolean {
  return !env().SMTP_URL && env().APP_ENV !== "production";
}

/** A page of the inbox, newest first, narrowed to recipients that contain `recipient`; undefined when there is none. */
export async function readInbox(want: {
  recipient: string;
  page: number;
  limit: number;
}): Promise<InboxList | undefined> {
  if (!isInboxOpen()) return undefined;
  const limit = Math.min(Math.max(want.limit, 1), 100);
  const page = Math.min(Math.max(want.page, 1), 10_000);
  // Addresses are stored in ASCII; a whole one may be typed in its own script.
  const recipient = toMailAddress(want.recipient) ?? want.recipient;
  const { rows, total } = await listMails(recipient, limit, (page - 1) * limit);
  return {
    data: rows.map(({ createdAt, ...row }) => ({ ...row, sentAt: createdAt.toISOString() })),
    meta: { total, page, limit },
  };
}

/** One mail whole, or undefined when there is no such mail or no inbox. */
export async function readInboxMail(id: string): Promise<InboxMail | undefined> {
  const parsed = z.safeParse(uuid, id);
  if (!isInboxOpen() || !parsed.success) return undefined;
  const row = await findMail(parsed.data);
  if (!row) return undefined;
  const { template, recipient, subject, html, text, calendar, createdAt } = row;
  return { id: row.id, template, recipient, subject, html, text, calendar, sentAt: createdAt.toISOString() };
}
