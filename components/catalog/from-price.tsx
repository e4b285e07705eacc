import { useLocale, useTranslations } from "next-intl";
import type { EventCard } from "#lib/catalog/contract";
import { isFree } from "#lib/catalog/state";
import { formatMoney } from "#lib/platform/money";
import { classNames } from "../ui/class-names.ts";

/** The lowest all-in price, or a text when there is none. */
export function FromPrice({
  event,
  className,
}: {
  event: Pick<EventCard, "minPriceMinor" | "maxPriceMinor" | "currency">;
  className?: string;
}) {
  const t = useTranslations("event");
  const locale = useLocale();
  const price = formatMoney(event.minPriceMinor, event.currency, locale);
  const isOnePrice = event.minPriceMinor === event.maxPriceMinor;
  const text = isFree(event) ? t("free") : isOnePrice ? price : t("from", { price });
  return <span className={classNames("tabular whitespace-nowrap", className)}>{text}</span>;
}
