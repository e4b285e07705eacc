import Link from "next/link";
import { useTranslations } from "next-intl";
import { EventDate } from "#components/ui/event-date";
import { Icon } from "#components/ui/icon";
import { PosterDate } from "#components/ui/poster-date";
import type { CheckoutEvent } from "#lib/orders/placing/checkout-contract";

/** The event in large type, so that no one pays for the wrong date. */
export function CheckoutHeader({ event, seatCount }: { event: CheckoutEvent; seatCount: number }) {
  const t = useTranslations("checkout");
  return (
    <header className="flex flex-col gap-4">
      <Link
        href={`/events/${event.slug}/seats`}
        className="-ml-1 inline-flex min-h-touch w-fit items-center gap-1 text-ink-soft hover:text-ink"
      >
        <Icon name="chevron-left" className="size-5" />
        {t("backToMap")}
      </Link>
      <div className="flex items-start gap-5 sm:gap-8">
        <PosterDate at={event.startsAt} timeZone={event.timeZone} className="text-[3.5rem] sm:text-[5rem]" />
        <div className="min-w-0">
          <h1 className="text-title">{event.title}</h1>
          <p className="mt-2 text-ink-soft">
            <EventDate at={event.startsAt} timeZone={event.timeZone} className="block" />
            {event.venueName}, {event.city} · {t("seatCount", { count: seatCount })}
          </p>
        </div>
      </div>
    </header>
  );
}
