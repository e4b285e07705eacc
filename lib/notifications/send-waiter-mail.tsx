import { findEventNow } from "#lib/catalog/find-event";
import { mailboxOf } from "#lib/identity/queries";
import { env } from "#lib/platform/env";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { mailLogo } from "./mail-logo.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { WaiterMail } from "./templates/waiter-mail.tsx";

/** Mails a person that an event is cancelled of which they queued for seats or held some; once. Nothing to an erased account. */
export async function sendWaiterMail(told: { eventId: number; userId: string; hadSeats: boolean }): Promise<void> {
  const { eventId, userId, hadSeats } = told;
  const [mailbox, event] = await Promise.all([mailboxOf(userId), findEventNow(eventId)]);
  invariant(event, "a cancelled event is kept");
  if (!mailbox) return;
  const [words, logo] = await Promise.all([mailWords(mailbox.locale), mailLogo(event.seller)]);
  const { html, text } = await renderMail(<WaiterMail {...{ event, hadSeats, words, logo }} appUrl={env().APP_URL} />);
  await deliver({
    dedupeKey: `waiter-called-off:${eventId}:${userId}`,
    template: "waiter-called-off",
    recipient: mailbox.email,
    subject: words.t("calledOff.subject", { title: event.title }),
    html,
    text,
  });
}
