import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { Progress } from "#components/ui/progress";
import type { EventSales } from "#lib/analytics/contract";

/** What one event is: its state, where it takes place, and the series it belongs to. */
export function EventFigures({
  event,
  base,
}: {
  event: EventSales;
  /** The address of the organization's events. */
  base: string;
}) {
  const t = useTranslations("organizer");
  return (
    <Card>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]">
        <div className="flex flex-col gap-1.5">
          <dt className="text-ink-soft text-sm">{t("overview.state")}</dt>
          <dd>
            <EventStateBadge state={event.state} />
          </dd>
        </div>
        <div className="flex flex-col gap-1.5">
          <dt className="text-ink-soft text-sm">{t("events.venue")}</dt>
          <dd className="font-semibold">
            {event.venueName}, {event.city}
          </dd>
        </div>
        {event.series ? (
          <div className="flex flex-col gap-1.5">
            <dt className="text-ink-soft text-sm">{t("events.series")}</dt>
            <dd>
              <SeriesLink event={event} series={event.series} base={base} />
            </dd>
          </div>
        ) : null}
      </dl>
    </Card>
  );
}

/** The series of an event, as the link to its dates; named where the event has another title. */
export function SeriesLink({
  event,
  series,
  base,
}: {
  event: Pick<EventSales, "id" | "title">;
  series: NonNullable<EventSales["series"]>;
  base: string;
}) {
  const t = useTranslations("organizer.events");
  return (
    <Link
      href={`${base}/${event.id}/series`}
      className="inline-flex min-h-touch items-center underline underline-offset-4 [overflow-wrap:anywhere] pointer-fine:md:min-h-8"
    >
      {t(series.title === event.title ? "seriesDates" : "seriesOf", series)}
    </Link>
  );
}

/** An event's state in a word. */
export function EventStateBadge({ state }: { state: EventSales["state"] }) {
  const t = useTranslations("organizer");
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}

const TONES: Record<EventSales["state"], BadgeTone> = {
  draft: "neutral",
  upcoming: "neutral",
  on_sale: "good",
  paused: "warn",
  sold_out: "accent",
  stopped: "warn",
  postponed: "warn",
  cancelled: "bad",
  ended: "neutral",
};

/** How many of an event's places are sold, as words and as a bar. */
export function EventFullness({ sold, capacity }: { sold: number; capacity: number }) {
  const t = useTranslations("organizer");
  const percent = capacity > 0 ? Math.round((sold / capacity) * 100) : 0;
  return (
    <span className="flex min-w-36 flex-col gap-1 md:max-lg:min-w-24">
      <span className="tabular text-sm">{t("overview.soldOf", { sold, capacity, percent })}</span>
      <Progress label={t("overview.sold")} value={sold} max={capacity} className="h-1" />
    </span>
  );
}
