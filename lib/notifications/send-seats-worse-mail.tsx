import { orderById } from "#lib/orders/reading/find-order";
import { env } from "#lib/platform/env";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { orderLinks } from "./order-links.ts";
import { renderMail } from "./render-mail.ts";
import { SeatsWorseMail } from "./templates/seats-worse-mail.tsx";

/**
 * Mails a buyer which of their seats a changed hall made worse, why, and until when they may give the order back; once for each change.
 * Nothing when no ticket is live any more or the event is cancelled.
 */
export async function sendSeatsWorseMail(about: { eventId: number; orderId: string; changeId: string }): Promise<void> {
  const { eventId, orderId, changeId } = about;
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact of worse seats is appended behind the lock of their order");
  if (order.event.isCancelled || !order.tickets.some(({ status }) => status === "LIVE")) return;
  const words = await mailWords(order.locale);
  const facts = { order, words, orderUrl: orderLinks(order).order, appUrl: env().APP_URL };
  const { html, text } = await renderMail(<SeatsWorseMail {...facts} />);
  await deliver({
    dedupeKey: `worse:${eventId}:${orderId}:${changeId}`,
    template: "seats-worse",
    recipient: order.email,
    subject: words.t("seatsWorse.subject", { title: order.event.title }),
    html,
    text,
  });
}
