import { orderById } from "#lib/orders/reading/find-order";
import { env } from "#lib/platform/env";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { mailCalendar } from "./mail-calendar.ts";
import { mailWords } from "./mail-words.ts";
import { orderLinks } from "./order-links.ts";
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
  const words = await mailWords(order.locale);
  const facts = { order, amountMinor, words, orderUrl: orderLinks(order).order, appUrl: env().APP_URL };
  const { html, text } = await renderMail(<CalledOffMail {...facts} />);
  await deliver({
    dedupeKey: `called-off:${eventId}:${orderId}`,
    template: "called-off",
    recipient: order.email,
    subject: words.t("calledOff.subject", { title: order.event.title }),
    html,
    text,
    calendar: mailCalendar(order, words),
  });
}
