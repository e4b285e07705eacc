import { useTranslations } from "next-intl";
import { OfferForm } from "#components/orders/offer-form";
import { SeatName } from "#components/orders/seat-name";
import { EventDate } from "#components/ui/event-date";
import { Icon } from "#components/ui/icon";
import { Money } from "#components/ui/money";
import type { OrderView } from "#lib/orders/reading/views";

/** Substitute seats for money that came late, and until when they are kept. */
export function OpenOffer({
  order,
  offer,
  linkKey,
}: {
  order: OrderView;
  offer: NonNullable<OrderView["offer"]>;
  linkKey: string | undefined;
}) {
  const t = useTranslations("orders.offer");
  return (
    <OfferForm number={order.number} linkKey={linkKey}>
      <h2 className="text-heading">{t("title")}</h2>
      <p>{t.rich("text", { amount: () => <Money minor={order.totalMinor} currency={order.currency} /> })}</p>
      <ul className="flex flex-col gap-2">
        {offer.seats.map((seat) => (
          <li
            key={`${seat.section} ${seat.row} ${seat.number}`}
            className="flex items-center gap-2 font-semibold text-lg"
          >
            <Icon name="ticket" className="size-5 text-accent" />
            <SeatName seat={seat} />
          </li>
        ))}
      </ul>
      <p className="text-ink-soft">
        {t.rich("until", { time: () => <EventDate at={offer.until} timeZone={order.event.timeZone} style="full" /> })}
      </p>
    </OfferForm>
  );
}
