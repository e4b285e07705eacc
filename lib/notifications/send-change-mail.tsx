import type { LastChange } from "#lib/catalog/event-move";
import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { deliver } from "./deliver.ts";
import { mailCalendar } from "./mail-calendar.ts";
import { orderLetter } from "./order-letter.ts";
import { renderMail } from "./render-mail.ts";
import { ChangeMail } from "./templates/change-mail.tsx";

/**
 * Mails a holder what changed of the event, until when the tickets may be given back for it, and a calendar file that changes the
 * entry in their calendar; once for each change. Nothing when no ticket is live any more or the event is cancelled since.
 */
export async function sendChangeMail(told: { eventId: number; orderId: string; change: LastChange }): Promise<void> {
  const { eventId, orderId, change } = told;
  const order = await orderById(eventId, orderId);
  invariant(order, "a change is told to the holders of an order");
  if (order.event.isCancelled || !order.tickets.some(({ status }) => status === "LIVE")) {
    log().info({ eventId, orderId }, "no live ticket whose holder must hear of the change");
    return;
  }
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(<ChangeMail {...letter} change={change} />);
  await deliver({
    dedupeKey: `changed:${eventId}:${orderId}:${change.at}`,
    template: "event-changed",
    recipient: order.email,
    subject: letter.words.t("changed.subject", { title: order.event.title }),
    html,
    text,
    calendar: mailCalendar(order, letter.words),
  });
}
