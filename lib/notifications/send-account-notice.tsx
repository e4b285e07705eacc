import { z } from "zod";
import { mailboxOf } from "#lib/identity/find-mailbox";
import { env } from "#lib/platform/env";
import { email, uuid } from "#lib/platform/input";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { NOTICES, NoticeMail } from "./templates/notice-mail.tsx";

const payloadShape = z.object({
  /** Null where there is nobody to tell: whoever enqueues does the same work for a mail that has no account. */
  userId: uuid.nullable(),
  kind: z.enum(NOTICES),
  /** The address the account had before, where it is the one to be told. */
  recipient: email.optional(),
  /** When it happened; the moment the job runs where nobody says. ISO 8601. */
  at: z.iso.datetime().optional(),
});

/**
 * Tells the owner of an account what happened to it. The same thing within a minute is told once, a lock once a day,
 * so that nobody's mailbox can be flooded by trying passwords.
 */
export async function sendAccountNotice(payload: unknown): Promise<void> {
  const { userId, kind, recipient, at = new Date().toISOString() } = payloadShape.parse(payload);
  const mailbox = userId === null ? undefined : await mailboxOf(userId);
  if (!mailbox) return;
  const words = await mailWords(mailbox.locale);
  const appUrl = env().APP_URL.replace(/\/$/, "");
  const { html, text } = await renderMail(<NoticeMail kind={kind} at={at} words={words} appUrl={appUrl} />);
  const period = at.slice(0, kind === "locked" ? "2026-01-01".length : "2026-01-01T00:00".length);
  const to = recipient ?? mailbox.email;
  await deliver({
    dedupeKey: `notice:${kind}:${userId}:${to === mailbox.email ? "" : to}:${period}`,
    template: "notice",
    recipient: to,
    subject: words.t(`notice.${kind}.subject`),
    html,
    text,
  });
}
