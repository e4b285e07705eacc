import { mailboxOf } from "#lib/identity/queries";
import { env } from "#lib/platform/env";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { type NoticeKind, NoticeMail } from "./templates/notice-mail.tsx";

/**
 * Notifies the owner of an account of what happened to it. The same thing within a minute is one mail, a lock one a day, so
 * that nobody's mailbox can be flooded by trying passwords.
 */
export async function sendAccountNotice(notice: {
  /** Null where there is no account to notify. */
  userId: string | null;
  kind: NoticeKind;
  /** The address the account had before, where it is the one to notify. */
  recipient?: string | undefined;
  /** When it happened, in ISO 8601. */
  at: string;
}): Promise<void> {
  const { userId, kind, recipient, at } = notice;
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
