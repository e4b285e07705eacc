import { useLocale } from "next-intl";
import { isOpenDate, openDateWords } from "#lib/platform/open-date";
import { type DateStyle, dateText } from "./date-text.ts";

/** A moment (ISO 8601) in the zone of the place where it happens. */
export function EventDate({
  at,
  timeZone,
  style = "full",
  className,
}: {
  at: string;
  timeZone: string;
  style?: DateStyle;
  className?: string;
}) {
  const locale = useLocale();
  // No program should read a date where there is none.
  if (isOpenDate(at)) return <span className={className}>{openDateWords(locale)}</span>;
  return (
    <time dateTime={at} className={className}>
      {dateText(at, { timeZone, style, locale })}
    </time>
  );
}
