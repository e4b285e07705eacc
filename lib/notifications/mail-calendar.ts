import { orderCalendar } from "#lib/orders/reading/order-calendar";
import { seatOfTicket } from "#lib/orders/reading/seat-of-ticket";
import type { OrderView } from "#lib/orders/reading/views";
import type { MailWords } from "./mail-words.ts";

/** The calendar file of an order as a mail brings it: it changes or cancels the entry that an earlier file made. */
export function mailCalendar(order: OrderView, { t, seat, locale }: MailWords): string {
  const live = order.tickets.filter((ticket) => ticket.status === "LIVE");
  const seats = live.map((ticket) => seat(seatOfTicket(ticket)));
  return orderCalendar(order, {
    seats: seats.length > 0 ? seats.join("\n") : undefined,
    orderTitle: t("orderNumber", { number: order.number }),
    locale,
  });
}
