import { useLocale } from "next-intl";
import { dateText } from "../../ui/date-text.ts";

/** The day of a moment (ISO 8601) in a row of the dashboard. */
export function RowDay({ at }: { at: string }) {
  return (
    <time dateTime={at} className="tabular whitespace-nowrap text-sm">
      {dateText(at, { timeZone: "UTC", style: "dated", locale: useLocale() })}
    </time>
  );
}
