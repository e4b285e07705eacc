import { createHash } from "node:crypto";
import { env } from "#lib/platform/env";
import { Failure } from "#lib/platform/invariant";
import { takeOutImages } from "./inline-images.ts";
import { smtp } from "./smtp.ts";
import type { NotificationRow } from "./store.ts";

/**
 * Hands a mail to the mail server. With no `SMTP_URL` the record itself is the delivery and `/dev/inbox` shows it. A server
 * that took the mail while we died before recording it gets it a second time, under the same Message-ID, by which mail programs
 * drop the double.
 */
export async function mailChannel(message: NotificationRow, address: string): Promise<"sent" | "kept"> {
  const transport = smtp();
  if (!transport) return "kept";
  try {
    await transport.sendMail(mailOf(message, address));
  } catch (cause) {
    throw new Failure("mail", "the mail server did not take the mail", { cause });
  }
  return "sent";
}

function mailOf({ dedupeKey, subject, html, text, calendar }: NotificationRow, address: string) {
  const host = new URL(env().APP_URL).hostname;
  const id = createHash("sha256").update(dedupeKey).digest("hex").slice(0, 32);
  const { html: body, images } = takeOutImages(html, { id, host });
  // Keeps out-of-office programs from answering.
  const headers = { "Auto-Submitted": "auto-generated" };
  const messageId = `<${id}@${host}>`;
  const mail = {
    from: env().MAIL_FROM,
    to: address,
    subject,
    html: body,
    text,
    attachments: images,
    messageId,
    headers,
  };
  if (calendar === null) return mail;
  // A calendar acts on the method of the part, not only on that inside the file.
  const method = /^METHOD:(\w+)/m.exec(calendar)?.[1] ?? "PUBLISH";
  return { ...mail, icalEvent: { method, filename: "event.ics", content: calendar } };
}
