import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { DifferenceWire, ReconciliationWire } from "#lib/orders/reconciling/reconciliation-contract";
import { toMinor } from "#lib/platform/money";

/** What differed on a day, to the cent, with the ids of both sides; below it the refunds that are on their way. */
export function DayDifferences({ reconciliation }: { reconciliation: ReconciliationWire }) {
  const t = useTranslations("reconciliation");
  const { differences, in_transit: inTransit } = reconciliation;
  return (
    <>
      {differences.meta.total === 0 ? (
        <Notice tone="good">{t("agrees")}</Notice>
      ) : (
        <Notice tone="bad">{t("differences", { count: differences.meta.total })}</Notice>
      )}
      {differences.data.length > 0 ? <Differences rows={differences.data} /> : null}
      {inTransit.length > 0 ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-heading">{t("transit.title")}</h2>
          <p className="text-ink-soft">{t("transit.text")}</p>
          <ul className="flex flex-col gap-2">
            {inTransit.map((refund) => (
              <li key={refund.gateway_movement_id}>
                <Amount major={refund.amount} currency={refund.currency} />{" "}
                <span className="break-all text-ink-soft text-sm">{refund.gateway_movement_id}</span>{" "}
                {refund.arrived_at === null
                  ? t("transit.waiting")
                  : t("transit.arrived", { day: refund.arrived_at.slice(0, 10) })}
                {refund.account === null ? null : <Account id={refund.account} />}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Differences({ rows }: { rows: readonly DifferenceWire[] }) {
  const t = useTranslations("reconciliation");
  return (
    <Card flush className="overflow-hidden">
      <table className="w-full text-left">
        <thead className="hidden border-line border-b bg-sunken text-ink-soft text-sm md:table-header-group">
          <tr>
            <th className="px-5 py-3 font-semibold">{t("columns.what")}</th>
            <th className="px-3 py-3 font-semibold">{t("columns.order")}</th>
            <th className="px-3 py-3 text-right font-semibold">{t("columns.ledger")}</th>
            <th className="px-5 py-3 text-right font-semibold">{t("columns.gateway")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr
              key={`${row.what} ${row.gateway_movement_id} ${row.payment_id} ${row.at}`}
              className="flex flex-col gap-1 px-5 py-4 md:table-row md:p-0"
            >
              <td className="md:px-5 md:py-3">
                <span className="font-semibold">{t(`what.${row.what}`)}</span>
                <span className="block text-ink-soft text-sm">
                  {t(`kinds.${row.kind}`)}, <time dateTime={row.at}>{row.at.slice(0, 19).replace("T", " ")} UTC</time>
                </span>
              </td>
              <td className="md:px-3 md:py-3">
                <span className="tabular">{row.order_number ?? t("noOrder")}</span>
                <span className="block break-all text-ink-soft text-sm">
                  {[row.gateway_payment_id, row.gateway_movement_id].filter(Boolean).join(" · ")}
                </span>
                {row.account === null ? null : <Account id={row.account} />}
              </td>
              <Side name={t("columns.ledger")} major={row.ledger} currency={row.currency} />
              <Side name={t("columns.gateway")} major={row.gateway} currency={row.currency} />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** The seller's account at the gateway whose balance moved. */
function Account({ id }: { id: string }) {
  const t = useTranslations("reconciliation");
  return <span className="block break-all text-ink-soft text-sm">{t("account", { id })}</span>;
}

function Side({ name, major, currency }: { name: string; major: number | null; currency: string }) {
  return (
    <td className="md:px-3 md:py-3 md:text-right md:last:px-5">
      <span className="text-ink-soft text-sm md:hidden">{name} </span>
      {major === null ? "–" : <Amount major={major} currency={currency} />}
    </td>
  );
}

function Amount({ major, currency }: { major: number; currency: string }) {
  return <Money minor={toMinor(major, currency) ?? 0} currency={currency} className="font-semibold" />;
}
