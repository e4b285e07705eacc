import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import type { OrderLineWire } from "#lib/orders/reading/contract";
import { readableMail } from "#lib/platform/mail-address";
import { toMinor } from "#lib/platform/money";

/** Orders of an organization, each a link to all there is to know of it. */
export function OrderTable(props: { orders: readonly OrderLineWire[]; href: (number: string) => string }) {
  const t = useTranslations("organizer.orders");
  return (
    <Card flush className="overflow-hidden">
      <ul className="divide-y divide-line">
        {props.orders.map((order) => (
          <li key={order.order_number}>
            <Link
              href={props.href(order.order_number)}
              className="grid gap-x-6 gap-y-1 px-5 py-3 hover:bg-sunken md:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="min-w-0">
                <span className="tabular block font-semibold">{order.order_number}</span>
                <span className="block truncate text-ink-soft text-sm">
                  {order.buyer ? `${order.buyer.name}, ${readableMail(order.buyer.email)}` : null}
                </span>
                <span className="block truncate text-ink-soft text-sm">{order.event.title}</span>
              </span>
              <span className="text-sm md:text-right">
                <span className="block font-semibold">{t(`states.${order.status}`)}</span>
                <span className="block">
                  {t("seats", { count: order.seat_count })} ·{" "}
                  <Money minor={toMinor(order.total_amount, order.currency) ?? 0} currency={order.currency} />
                </span>
                <EventDate
                  at={order.created_at}
                  timeZone={order.event.venue.time_zone}
                  style="kept"
                  className="block"
                />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
