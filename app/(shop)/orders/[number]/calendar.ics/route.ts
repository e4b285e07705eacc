import { getLocale, getTranslations } from "next-intl/server";
import { eventCalendar } from "#lib/catalog/event-calendar";
import { identify } from "#lib/identity/identify";
import { findOrder } from "#lib/orders/reading/find-order";
import { env } from "#lib/platform/env";

type Context = { params: Promise<{ number: string }> };

/** The night of an order as a calendar entry, with its seats. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const key = new URL(request.url).searchParams.get("key") ?? undefined;
  const order = await findOrder(await identify(request.headers), (await params).number, key);
  if (!order) return new Response(null, { status: 404 });
  const t = await getTranslations("orders");
  const live = order.tickets.filter((ticket) => ticket.status === "LIVE");
  const seats = live.map(({ section, row, seatNumber: number }) =>
    row === "" ? t("place", { section, number }) : t("seat", { section, row, number }),
  );
  const { event } = order;
  const description = [t("calendarSeats", { seats: seats.join("; ") }), t("orderTitle", { number: order.number })];
  const calendar = eventCalendar(
    {
      ...event,
      uid: `order-${order.number}@${new URL(env().APP_URL).hostname}`,
      description: (live.length > 0 ? description : description.slice(1)).join("\n"),
      url: `${env().APP_URL.replace(/\/$/, "")}/orders/${order.number}`,
    },
    await getLocale(),
  );
  return new Response(calendar, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="${event.slug}.ics"`,
      "cache-control": "private, no-store",
    },
  });
}
