import { useLocale } from "next-intl";
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
  return (
    <time dateTime={at} className={className}>
      {dateText(at, { timeZone, style, locale })}
    </time>
  );
}
