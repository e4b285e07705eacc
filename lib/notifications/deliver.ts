import { createHash } from "node:crypto";
import { isErasedMail } from "#lib/identity/erased-mail";
import { env } from "#lib/platform/env";
import { Failure } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { smtp } from "./smtp.ts";
import {
  appendNotification,
  claimNotification,
  isDelivered,
  markDelivered,
  type NewNotification,
  type NotificationRow,
  releaseNotification,
} from "./store.ts";

export type Mail = Omit<NewNotification, "channel"> & {
  /** Emptied in our records once it is handed over: it gives access by itself. */
  isSecret?: boolean;
};

/**
 * Hands a mail over once for each `dedupeKey`, however often and by however many workers it is asked for (INV-11): the
 * first text written stands, and one sender at a time holds it. With no `SMTP_URL` the record itself is the delivery
 * and `/dev/inbox` shows it. Throws a `Failure` when the mail server is out of reach or another worker is sending; the
 * job comes again. A server that took the mail while we died before noting it gets it a second time, under the same
 * Message-ID, by which mail programs drop the double.
 */
export async function deliver({ isSecret = false, ...mail }: Mail): Promise<void> {
  // Nobody reads there any more.
  if (isErasedMail(mail.recipient)) return;
  await appendNotification({ ...mail, channel: "mail" });
  const claimed = await claimNotification(mail.dedupeKey);
  if (!claimed) {
    if (await isDelivered(mail.dedupeKey)) return;
    throw new Failure("mail", "another worker is sending this mail");
  }
  const transport = smtp();
  if (!transport) return await markDelivered(claimed.id, "keep");
  try {
    await transport.sendMail(messageOf(claimed));
  } catch (cause) {
    await releaseNotification(claimed.id);
    throw new Failure("mail", "the mail server did not take the mail", { cause });
  }
  await markDelivered(claimed.id, isSecret ? "forget" : "keep");
  log().info({ template: claimed.template, notificationId: claimed.id }, "mail handed over");
}

function messageOf({ dedupeKey, recipient, subject, html, text }: NotificationRow) {
  const host = new URL(env().APP_URL).hostname;
  const messageId = `<${createHash("sha256").update(dedupeKey).digest("hex").slice(0, 32)}@${host}>`;
  // Tells out-of-office programs that nobody reads answers here.
  return {
    from: env().MAIL_FROM,
    to: recipient,
    subject,
    html,
    text,
    messageId,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
