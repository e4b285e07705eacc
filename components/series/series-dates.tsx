import Link from "next/link";
import { useTranslations } from "next-intl";
import { RefreshWhileRunning } from "#components/organizer/refresh-while-running";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { EventDate } from "#components/ui/event-date";
import { Progress } from "#components/ui/progress";
import type { SeriesWire } from "#lib/catalog/series/series-contract";

type Made = NonNullable<SeriesWire["dates"][number]["event"]>;

const TONES: Record<Made["status"], BadgeTone> = { draft: "neutral", published: "good", cancelled: "bad" };

/** The dates of a series with what became of them. `base` is the address of the organization's events. */
export function SeriesDates({ series, base, here }: { series: SeriesWire; base: string; here: number }) {
  const t = useTranslations("series.dates");
  const { dates, to_make: toMake, failed, time_zone: timeZone } = series;
  return (
    <Card>
      <section aria-labelledby="series-dates" className="flex flex-col gap-4">
        <h2 id="series-dates" className="text-heading">
          {t("title", { count: dates.length })}
        </h2>
        {toMake > 0 ? (
          <>
            <RefreshWhileRunning />
            <p aria-live="polite">{t("making", { count: toMake })}</p>
            <Progress label={t("making", { count: toMake })} value={dates.length - toMake} max={dates.length} />
          </>
        ) : null}
        {failed > 0 ? <p className="text-bad">{t("failed", { count: failed })}</p> : null}
        <ul className="flex flex-col divide-y divide-line">
          {dates.map(({ start_time, event, failure }) => (
            <li
              key={`${start_time} ${event?.id}`}
              className="grid min-h-touch items-center gap-x-4 gap-y-1 py-2 md:grid-cols-[23rem_minmax(0,1fr)_8rem]"
            >
              <EventDate at={start_time} timeZone={timeZone} />
              {event ? (
                <>
                  <Link
                    href={`${base}/${event.id}`}
                    aria-current={event.id === here ? "page" : undefined}
                    className="inline-flex min-h-touch w-fit items-center font-semibold underline underline-offset-4 [overflow-wrap:anywhere]"
                  >
                    {event.title}
                  </Link>
                  <Badge tone={TONES[event.status]}>{t(`status.${event.status}`)}</Badge>
                </>
              ) : (
                <Badge tone={failure ? "bad" : "warn"} className="md:col-span-2">
                  {t(failure ? `failure.${failure}` : "waiting")}
                </Badge>
              )}
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}
