import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { mailCalendar } from "./mail-calendar.ts";
import { orderLetter } from "./order-letter.ts";
import { renderMail } from "./render-mail.ts";
import { CalledOffMail } from "./templates/called-off-mail.tsx";

/**
 * Mails a buyer that the event is cancelled, what becomes of the money, and a calendar file that takes the night out of their
 * calendar; once for each order. `amountMinor` goes back, 0 where nothing was paid.
 */
export async function sendCalledOffMail(called: {
  eventId: number;
  orderId: string;
  amountMinor: number;
}): Promise<void> {
  const { eventId, orderId, amountMinor } = called;
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact that an order is called off is appended in the transaction of the order");
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(<CalledOffMail {...letter} amountMinor={amountMinor} />);
  await deliver({
    dedupeKey: `called-off:${eventId}:${orderId}`,
    template: "called-off",
    recipient: order.email,
    subject: letter.words.t("calledOff.subject", { title: order.event.title }),
    html,
    text,
    calendar: mailCalendar(order, letter.words),
  });
}
