import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { EventDate } from "#components/ui/event-date";
import type { SeriesPreview } from "#lib/catalog/series/series-contract";

type PreviewDate = SeriesPreview["dates"][number];

const TONES: Record<PreviewDate["verdict"], BadgeTone> = {
  new: "good",
  made: "neutral",
  this_event: "neutral",
  past: "bad",
  overlaps: "bad",
};

/** The dates that a rule means, with what speaks against each and the nights when the clocks change. */
export function SeriesPreviewList({
  preview,
  leaveOut,
}: {
  preview: SeriesPreview;
  leaveOut: (local: string) => void;
}) {
  const t = useTranslations("series.preview");
  const { time_zone: timeZone, dates } = preview;
  return (
    <section aria-labelledby="series-preview" className="flex flex-col gap-3">
      <h3 id="series-preview" className="text-heading" tabIndex={-1}>
        {t("title", { fresh: preview.new_dates, refused: preview.refused_dates })}
      </h3>
      <ul aria-live="polite" className="flex flex-col divide-y divide-line">
        {dates.map((date) => (
          <li key={date.local} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <EventDate at={date.start_time} timeZone={timeZone} className="min-w-56 font-semibold" />
            <Badge tone={TONES[date.verdict]}>{t(`verdict.${date.verdict}`)}</Badge>
            {date.overlaps ? (
              <span className="text-ink-soft">
                {date.overlaps.id === null ? t("overlapsDate") : t("overlapsWith", { title: date.overlaps.title })}
              </span>
            ) : null}
            {date.clocks === "once" ? null : (
              <span className="text-warn">{t(`clocks.${date.clocks}`, { hour: date.local.slice(11) })}</span>
            )}
            {date.verdict === "past" || date.verdict === "overlaps" ? (
              <Button variant="quiet" onClick={() => leaveOut(date.local)}>
                {t("leaveOut")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
