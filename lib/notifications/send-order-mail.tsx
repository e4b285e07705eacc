import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { deliver } from "./deliver.ts";
import { orderLetter } from "./order-letter.ts";
import { renderMail } from "./render-mail.ts";
import { OrderMail } from "./templates/order-mail.tsx";
import { ticketCodes } from "./ticket-codes.ts";

/**
 * Mails an order's tickets to its buyer, once. Sends nothing when all tickets were voided before, because the refund's mail
 * explains it. Throws a `Fault` when the order does not exist.
 */
export async function sendOrderMail({ eventId, orderId }: { eventId: number; orderId: string }): Promise<void> {
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact that an order was paid is appended in the transaction of the order");
  if (!order.tickets.some((ticket) => ticket.status === "LIVE")) {
    log().info({ eventId, orderId }, "no live ticket left to confirm");
    return;
  }
  const letter = await orderLetter(order);
  const codes = await ticketCodes(order.tickets);
  const { html, text } = await renderMail(<OrderMail {...letter} codes={codes} />);
  const { title, startsAt, timeZone } = order.event;
  await deliver({
    dedupeKey: `order:${eventId}:${orderId}`,
    template: "order",
    recipient: order.email,
    subject: letter.words.t("confirmation.subject", { title, date: letter.words.date(startsAt, timeZone, "day") }),
    html,
    text,
  });
}
