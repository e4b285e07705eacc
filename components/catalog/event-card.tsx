import Link from "next/link";
import { useTranslations } from "next-intl";
import { FromPrice } from "#components/catalog/from-price";
import { Poster } from "#components/catalog/poster";
import { SaleBadge } from "#components/catalog/sale-badge";
import { EventDate } from "#components/ui/event-date";
import type { EventCard as Event } from "#lib/catalog/contract";
import { classNames } from "../ui/class-names.ts";

/** An event as a poster with its date, place and lowest price. The whole card leads to the event. */
export function EventCard({ event, eager = false }: { event: Event; eager?: boolean }) {
  const t = useTranslations("event");
  const isGone = event.saleState === "cancelled" || event.saleState === "ended";
  return (
    <article className="group relative flex h-full flex-col gap-3">
      <div className="overflow-hidden rounded-card shadow-raised transition-transform duration-base ease-settle group-hover:-translate-y-1">
        <Poster event={event} at="card" eager={eager} className={classNames(isGone && "opacity-60 grayscale")} />
      </div>
      <div className="flex flex-1 flex-col gap-0.5">
        <p className="font-semibold text-[0.9375rem] text-accent">
          <EventDate at={event.startsAt} timeZone={event.timeZone} style="short" />
        </p>
        <h3 className="text-[1.1875rem] leading-tight">
          <Link
            href={`/events/${event.slug}`}
            prefetch={false}
            className="after:absolute after:inset-0 after:rounded-card"
          >
            {event.title}
          </Link>
        </h3>
        <p className="text-[0.9375rem] text-ink-soft">{t("place", { venue: event.venueName, city: event.city })}</p>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <FromPrice event={event} className="font-semibold" />
          <SaleBadge event={event} />
        </p>
      </div>
    </article>
  );
}
