import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { Money } from "#components/ui/money";
import type { ReconciledDayWire } from "#lib/orders/reconciling/reconciliation-contract";
import { toMinor } from "#lib/platform/money";

/** The days that were compared with a gateway, the latest first. On the phone each row becomes a card. */
export function ReconciledDays({ days }: { days: readonly ReconciledDayWire[] }) {
  const t = useTranslations("reconciliation");
  return (
    <Card flush className="overflow-hidden">
      <table className="w-full text-left">
        <thead className="hidden border-line border-b bg-sunken text-ink-soft text-sm md:table-header-group">
          <tr>
            <th className="px-5 py-3 font-semibold">{t("columns.day")}</th>
            <th className="px-3 py-3 font-semibold">{t("columns.result")}</th>
            <th className="px-3 py-3 text-right font-semibold">{t("columns.ledger")}</th>
            <th className="px-5 py-3 text-right font-semibold">{t("columns.gateway")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {days.map((day) => (
            <tr key={`${day.gateway} ${day.day}`} className="flex flex-col gap-2 px-5 py-4 md:table-row md:p-0">
              <td className="md:px-5 md:py-3">
                <Link
                  href={`/admin/reconciliation/${encodeURIComponent(day.gateway)}/${day.day}`}
                  className="tabular font-semibold underline underline-offset-4"
                >
                  {day.day}
                </Link>{" "}
                <span className="text-ink-soft text-sm">
                  {t("movements", { gateway: day.gateway, count: day.movements })}
                </span>
              </td>
              <td className="md:px-3 md:py-3">
                <Result day={day} />
              </td>
              <Net day={day} side="ledger" />
              <Net day={day} side="gateway" />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Result({ day }: { day: ReconciledDayWire }) {
  const t = useTranslations("reconciliation");
  return (
    <span className="flex flex-wrap gap-2">
      <Badge tone={day.differences > 0 ? "bad" : "good"}>{t("differences", { count: day.differences })}</Badge>
      {day.in_transit > 0 ? <Badge tone="warn">{t("inTransit", { count: day.in_transit })}</Badge> : null}
    </span>
  );
}

function Net({ day, side }: { day: ReconciledDayWire; side: "ledger" | "gateway" }) {
  const t = useTranslations("reconciliation");
  return (
    <td className="md:px-3 md:py-3 md:text-right md:last:px-5">
      <span className="text-ink-soft text-sm md:hidden">{t(`columns.${side}`)} </span>
      {day.totals.map(({ currency, ...sides }) => (
        <Money
          key={currency}
          minor={toMinor(sides[side].net, currency) ?? 0}
          currency={currency}
          className="block font-semibold"
        />
      ))}
    </td>
  );
}
