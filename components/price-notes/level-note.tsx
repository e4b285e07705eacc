import { useLocale, useTranslations } from "next-intl";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { LevelNowWire } from "#lib/pricing/steps/step-contract";
import { dateText } from "../ui/date-text.ts";

type Props = { level: LevelNowWire; currency: string; timeZone: string; className?: string };

/** Until when a price level costs what it costs, and what is announced; nothing for a price that stays. */
export function LevelNote({ level, currency, timeZone, className }: Props) {
  const t = useTranslations("price-notes");
  const locale = useLocale();
  const { until, until_sold: count, next_price: next, announced } = level;
  const money = (major: number) => formatMoney(toMinor(major, currency) ?? 0, currency, locale);
  const date = (at: string) => dateText(at, { timeZone, style: "short", locale });
  const price = next === null ? "" : money(next);
  const early =
    until !== null && count !== null
      ? t("earlyBoth", { date: date(until), count, price })
      : until !== null
        ? t("early", { date: date(until), price })
        : count !== null
          ? t("earlySold", { count, price })
          : undefined;
  const now = early ?? (level.cause === "last_minute" ? t("lastMinute") : undefined);
  // What is announced for the end of the early bird is said by it already.
  const then = announced && announced.applies_at !== until ? announced : undefined;
  if (!now && !then) return null;
  return (
    <span className={className}>
      {[now, then && t("announced", { price: money(then.price), date: date(then.applies_at) })]
        .filter(Boolean)
        .join(" · ")}
    </span>
  );
}
