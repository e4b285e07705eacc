import Link from "next/link";
import { useTranslations } from "next-intl";
import { SaleBadge } from "#components/catalog/sale-badge";
import { EventDate } from "#components/ui/event-date";
import type { EventCard } from "#lib/catalog/contract";

/** Nearer dates say their year by themselves. */
const NAMES_YEAR_AFTER_MS = 330 * 86_400_000;

/** The other dates of the same event, for those who cannot come on this one. */
export function OtherDates({ dates, nowMs }: { dates: readonly EventCard[]; nowMs: number }) {
  const t = useTranslations("event");
  if (dates.length === 0) return null;
  return (
    <section aria-labelledby="other-dates" className="page-column flex flex-col gap-5">
      <h2 id="other-dates" className="text-title">
        {t("otherDates")}
      </h2>
      <ul className="flex flex-wrap gap-3">
        {dates.map((event) => (
          <li key={event.id}>
            <Link
              href={`/events/${event.slug}`}
              prefetch={false}
              className="flex min-h-touch flex-wrap items-center gap-3 rounded-control border border-line-strong bg-raised px-4 py-2 hover:bg-sunken"
            >
              <EventDate
                at={event.startsAt}
                timeZone={event.timeZone}
                style={Date.parse(event.startsAt) - nowMs > NAMES_YEAR_AFTER_MS ? "kept" : "short"}
                className="font-semibold"
              />
              <SaleBadge event={event} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
