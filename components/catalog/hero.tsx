import { useTranslations } from "next-intl";
import { FromPrice } from "#components/catalog/from-price";
import { Poster } from "#components/catalog/poster";
import { SaleBadge } from "#components/catalog/sale-badge";
import { EventDate } from "#components/ui/event-date";
import { LinkButton } from "#components/ui/link-button";
import { PosterDate } from "#components/ui/poster-date";
import type { EventCard } from "#lib/catalog/contract";
import { posterLook } from "./poster/poster-svg.ts";

/** The most wanted event, on a wall in the colours of its poster. */
export function Hero({ event }: { event: EventCard }) {
  const t = useTranslations();
  const { palette } = posterLook(event);
  return (
    <section aria-labelledby="hero" style={{ background: palette.field, color: palette.ink }}>
      <div className="page-column grid items-center gap-8 py-10 sm:grid-cols-[minmax(0,19rem)_1fr] sm:gap-12 lg:grid-cols-[minmax(0,27rem)_1fr] lg:gap-20 lg:py-14">
        <div className="mx-auto w-full max-w-72 overflow-hidden rounded-card shadow-overlay ring-1 ring-current/15 sm:max-w-none">
          <Poster event={event} at="hero" eager />
        </div>
        <div className="flex flex-col items-start gap-5 lg:gap-7">
          <p className="font-semibold">{t("home.mostWanted")}</p>
          <PosterDate at={event.startsAt} timeZone={event.timeZone} className="text-[clamp(5rem,3rem+9vw,11rem)]" />
          <div className="flex flex-col gap-1.5">
            <h2 id="hero" className="text-title">
              {event.title}
            </h2>
            <p className="text-lg">{event.subtitle}</p>
            <p className="text-lg">
              <EventDate at={event.startsAt} timeZone={event.timeZone} style="time" className="tabular" />
              {" · "}
              {t("event.place", { venue: event.venueName, city: event.city })}
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
            <LinkButton
              href={`/events/${event.slug}`}
              size="lg"
              style={{ background: palette.ink, color: palette.field }}
            >
              {t(event.saleState === "on_sale" ? "event.chooseSeats" : "event.seeSeats")}
            </LinkButton>
            <FromPrice event={event} className="font-semibold text-lg" />
            <SaleBadge event={event} />
          </div>
        </div>
      </div>
    </section>
  );
}
