import { useLocale, useTranslations } from "next-intl";
import type { EventCard } from "#lib/catalog/contract";
import { formatMoney } from "#lib/platform/money";
import { classNames } from "../ui/class-names.ts";

/** The lowest all-in price of a seat that can be had, or a text when it costs nothing. Nothing where none can be had. */
export function FromPrice({
  event,
  className,
}: {
  event: Pick<EventCard, "offered" | "currency">;
  className?: string;
}) {
  const t = useTranslations("event");
  const locale = useLocale();
  if (!event.offered) return null;
  const { minMinor, maxMinor } = event.offered;
  const price = formatMoney(minMinor, event.currency, locale);
  const text = maxMinor === 0 ? t("free") : minMinor === maxMinor ? price : t("from", { price });
  return <span className={classNames("tabular whitespace-nowrap", className)}>{text}</span>;
}
