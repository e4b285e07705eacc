import { useLocale } from "next-intl";
import { formatMoney } from "#lib/platform/money";
import { classNames } from "./class-names.ts";

/** An amount in minor units, written the reader's way, in figures that keep their columns. */
export function Money({ minor, currency, className }: { minor: number; currency: string; className?: string }) {
  const locale = useLocale();
  return (
    <span className={classNames("tabular whitespace-nowrap", className)}>{formatMoney(minor, currency, locale)}</span>
  );
}
