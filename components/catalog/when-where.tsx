import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EventDate } from "#components/ui/event-date";
import { Icon, type IconName } from "#components/ui/icon";
import type { EventPage } from "#lib/catalog/contract";
import { isSameDay } from "#lib/platform/local-time";
import { isOpenDate } from "#lib/platform/open-date";
import { dateText } from "../ui/date-text.ts";

/** Time and place in full: the hour by the venue's clock with its zone, the doors time, the address, a map and a calendar file. */
export function WhenWhere(props: { event: EventPage; isOver: boolean; isPublic?: boolean }) {
  const { event, isOver, isPublic = true } = props;
  const t = useTranslations("event");
  const locale = useLocale();
  const { timeZone, startsAt } = event;
  const text = (at: string, style: "time" | "day") => dateText(at, { timeZone, style, locale });
  // An hour on another day than the start's is named with its day.
  const doors = isSameDay(event.doorsAt, startsAt, timeZone)
    ? t("doors", { time: text(event.doorsAt, "time") })
    : t("doorsOn", { date: text(event.doorsAt, "day"), time: text(event.doorsAt, "time") });
  const until = isSameDay(event.endsAt, startsAt, timeZone)
    ? t("until", { time: text(event.endsAt, "time") })
    : t("untilOn", { date: text(event.endsAt, "day"), time: text(event.endsAt, "time") });
  const isOpen = isOpenDate(startsAt);
  const place = `${event.venueName}, ${event.venueAddress}, ${event.city}`;
  return (
    <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))]">
      <Fact icon="calendar" term={t("when")}>
        <EventDate at={event.startsAt} timeZone={event.timeZone} style="full" className="font-semibold" />
        {isOpen ? null : (
          <>
            <p className="tabular text-ink-soft">
              {doors} · {until}
            </p>
            <p className="text-ink-soft text-sm">{t("zoneNote", { city: event.city, zone: event.timeZone })}</p>
          </>
        )}
        {isOver || isOpen || !isPublic || event.saleState === "cancelled" ? null : (
          <a href={`/events/${event.slug}/calendar.ics`} className={LINK}>
            {t("calendar")}
          </a>
        )}
      </Fact>
      <Fact icon="place" term={t("where")}>
        <p className="font-semibold">{event.venueName}</p>
        <p className="text-ink-soft">
          {event.venueAddress}, {event.city}
        </p>
        <a
          href={`https://www.openstreetmap.org/search?${new URLSearchParams({ query: place })}`}
          rel="noreferrer"
          target="_blank"
          className={LINK}
        >
          {t("map")}
        </a>
      </Fact>
    </dl>
  );
}

const LINK = "inline-flex min-h-touch items-center font-semibold underline underline-offset-4 hover:text-accent";

function Fact({ icon, term, children }: { icon: IconName; term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[auto_1fr] gap-3.5">
      <dt>
        <Icon name={icon} className="mt-0.5 size-6 text-accent" />
        <span className="sr-only">{term}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
