import Link from "next/link";
import { useTranslations } from "next-intl";
import { STATUS_TONES } from "#components/orders/order-header";
import { PosterSliver } from "#components/tickets/poster-sliver";
import { Badge } from "#components/ui/badge";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import { PosterDate } from "#components/ui/poster-date";
import type { OrderLineView } from "#lib/orders/reading/views";
import { shownStatus } from "#lib/orders/state";

/** Orders as stubs of tickets, newest first. */
export function OrderList({ orders }: { orders: readonly OrderLineView[] }) {
  const t = useTranslations("orders");
  return (
    <ul aria-label={t("list")} className="flex flex-col gap-4">
      {orders.map((order) => (
        <li key={order.number}>
          <Link
            href={`/orders/${order.number}`}
            className="group flex overflow-hidden rounded-card border border-line bg-raised transition-[border-color] duration-fast hover:border-ink"
          >
            <PosterSliver
              slug={order.event.slug}
              categorySlug={order.event.categorySlug}
              className="w-16 shrink-0 self-stretch sm:w-28"
            />
            <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-3 border-line-strong border-l-2 border-dashed p-4 sm:p-5">
              <PosterDate
                at={order.event.startsAt}
                timeZone={order.event.timeZone}
                className="text-[2.5rem] sm:text-[3rem]"
              />
              <div className="min-w-48 flex-1">
                <h2 className="text-heading">{order.event.title}</h2>
                <p className="text-ink-soft text-sm">
                  <EventDate at={order.event.startsAt} timeZone={order.event.timeZone} style="kept" /> ·{" "}
                  {order.event.venueName}, {order.event.city}
                </p>
                <p className="tabular mt-1 text-ink-soft text-sm">{order.number}</p>
              </div>
              <div className="flex flex-wrap items-center gap-3 sm:flex-col sm:items-end sm:gap-1">
                <Badge tone={order.event.isCancelled ? "bad" : STATUS_TONES[shownStatus(order)]}>
                  {order.event.isCancelled ? t("eventCancelled") : t(`status.${shownStatus(order)}`)}
                </Badge>
                <span className="text-sm">{t("ticketCount", { count: order.ticketCount })}</span>
                <Money minor={order.totalMinor} currency={order.currency} className="font-semibold" />
              </div>
            </div>
          </Link>
        </li>
      ))}
    </ul>
  );
}
