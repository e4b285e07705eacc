import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { orderLetter } from "./order-letter.ts";
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
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(<SeatsWorseMail {...letter} />);
  await deliver({
    dedupeKey: `worse:${eventId}:${orderId}:${changeId}`,
    template: "seats-worse",
    recipient: order.email,
    subject: letter.words.t("seatsWorse.subject", { title: order.event.title }),
    html,
    text,
  });
}
