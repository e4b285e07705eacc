import { orderCalendar } from "#lib/orders/reading/order-calendar";
import type { OrderView } from "#lib/orders/reading/views";
import type { MailWords } from "./mail-words.ts";

/** The calendar file of an order as a mail brings it: it changes or cancels the entry that an earlier file made. */
export function mailCalendar(order: OrderView, { t, locale }: MailWords): string {
  const live = order.tickets.filter((ticket) => ticket.status === "LIVE");
  const seats = live.map(({ section, row, seatNumber: number }) =>
    row === "" ? t("seatStanding", { section, number }) : t("seat", { section, row, number }),
  );
  return orderCalendar(order, {
    seats: seats.length > 0 ? seats.join("\n") : undefined,
    orderTitle: t("orderNumber", { number: order.number }),
    locale,
  });
}
