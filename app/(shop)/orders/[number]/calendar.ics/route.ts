import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { findOrder } from "#lib/orders/reading/find-order";
import { orderCalendar } from "#lib/orders/reading/order-calendar";
import { seatOfTicket } from "#lib/orders/reading/seat-of-ticket";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { seatWordsOf } from "#lib/seating/seat-words";

/** The night of an order as a calendar entry, with its seats. */
export const GET = endpoint(
  {
    route: "/orders/{number}/calendar.ics",
    authority: buyer,
    limit: limitTo("buy"),
    params: z.object({ number: text(40) }),
    query: z.object({ key: text(200).optional() }),
  },
  async ({ who, params, query }) => {
    const order = await findOrder(who, params.number, query.key);
    if (!order) return refuse("not_found");
    const t = await getTranslations("orders");
    const live = order.tickets.filter((ticket) => ticket.status === "LIVE");
    const name = await getTranslations("seat-name");
    const seats = live
      .map(seatOfTicket)
      .map(({ isTable, ...seat }) => name(`whole.${seatWordsOf({ row: seat.row, isTable })}`, seat));
    const calendar = orderCalendar(order, {
      seats: live.length > 0 ? t("calendarSeats", { seats: seats.join("; ") }) : undefined,
      orderTitle: t("orderTitle", { number: order.number }),
      locale: await getLocale(),
    });
    return new Response(calendar, {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": `attachment; filename="${order.event.slug}.ics"`,
        "cache-control": "private, no-store",
      },
    });
  },
);
