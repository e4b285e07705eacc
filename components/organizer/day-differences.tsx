import { useLocale, useTranslations } from "next-intl";
import { DifferenceTable } from "#components/organizer/difference-table";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { ReconciliationWire } from "#lib/orders/reconciling/reconciliation-contract";
import { toMinor } from "#lib/platform/money";
import { dateText } from "../ui/date-text.ts";

/** What differed on a day, to the cent; below it the refunds that are on their way. */
export function DayDifferences({ reconciliation }: { reconciliation: ReconciliationWire }) {
  const t = useTranslations("reconciliation");
  const locale = useLocale();
  const { differences, in_transit: inTransit } = reconciliation;
  return (
    <>
      {differences.meta.total === 0 ? (
        <Notice tone="good">{t("agrees")}</Notice>
      ) : (
        <Notice tone="bad">{t("differences", { count: differences.meta.total })}</Notice>
      )}
      {differences.data.length > 0 ? <DifferenceTable rows={differences.data} /> : null}
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
                  : t("transit.arrived", {
                      day: dateText(refund.arrived_at, { timeZone: "UTC", style: "dated", locale }),
                    })}
                {refund.account === null ? null : <Account id={refund.account} />}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** The seller's account at the gateway whose balance moved. */
function Account({ id }: { id: string }) {
  const t = useTranslations("reconciliation");
  return <span className="block break-all text-ink-soft text-sm">{t("account", { id })}</span>;
}

function Amount({ major, currency }: { major: number; currency: string }) {
  return <Money minor={toMinor(major, currency) ?? 0} currency={currency} className="font-semibold" />;
}
