import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { Money } from "#components/ui/money";
import type { DaySalesTotal } from "#lib/analytics/day-sales/contract";
import { toMinor } from "#lib/platform/money";

/** The sums of the period, a card for each currency: sums of two currencies are never added. */
export function SalesTotals({ totals }: { totals: readonly DaySalesTotal[] }) {
  const t = useTranslations("sales");
  if (totals.length === 0) return null;
  return (
    <ul aria-label={t("totals")} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      {totals.map(({ currency, orders, tickets, revenue, refunds }) => (
        <li key={currency}>
          <Card className="flex h-full flex-col gap-1">
            <p className="text-ink-soft text-sm">{currency}</p>
            <p className="font-semibold text-2xl">
              <Money minor={toMinor(revenue, currency) ?? 0} currency={currency} />
            </p>
            <p className="text-ink-soft text-sm">{t("counts", { orders, tickets })}</p>
            <p className="text-ink-soft text-sm">
              {t("refunds")}: <Money minor={toMinor(refunds, currency) ?? 0} currency={currency} />
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
