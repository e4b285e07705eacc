import { useLocale } from "next-intl";
import { isOpenDate, openDateWords } from "#lib/platform/open-date";
import { classNames } from "./class-names.ts";
import { dateText, posterParts } from "./date-text.ts";

/** A date as large as on a poster: the day as a figure, weekday and month beside it. Sized by the font size it is given. */
export function PosterDate({ at, timeZone, className }: { at: string; timeZone: string; className?: string }) {
  const locale = useLocale();
  if (isOpenDate(at))
    return (
      <p className={classNames("poster-type", className)}>
        <span className="block max-w-[9em] text-[0.36em] leading-[1.05] tracking-normal">{openDateWords(locale)}</span>
      </p>
    );
  const { weekday, day, month } = posterParts(at, timeZone, locale);
  return (
    <time dateTime={at} className={classNames("poster-type inline-flex items-stretch gap-[0.14em]", className)}>
      <span className="sr-only">{dateText(at, { timeZone, style: "date", locale })}</span>
      <span aria-hidden="true" className="tabular leading-[0.78]">
        {day}
      </span>
      <span
        aria-hidden="true"
        className="flex flex-col justify-between text-[0.36em] uppercase leading-[0.95] tracking-normal"
      >
        <span>{weekday}</span>
        <span>{month}</span>
      </span>
    </time>
  );
}
