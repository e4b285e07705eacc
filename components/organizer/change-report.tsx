import { useLocale, useTranslations } from "next-intl";
import { Figure } from "#components/desk/figure";
import { RefreshWhileRunning } from "#components/organizer/refresh-while-running";
import { Card } from "#components/ui/card";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { Progress } from "#components/ui/progress";
import type { ChangeReportWire } from "#lib/notifications/change-report/change-report-contract";
import { toMinor } from "#lib/platform/money";
import { dateText } from "../ui/date-text.ts";

/** Who heard of an event's last change, a postponement above all, and what was given back since. */
export function ChangeReport(props: { report: ChangeReportWire; timeZone: string; href: (page: number) => string }) {
  const t = useTranslations("cancellation.change");
  const locale = useLocale();
  const { orders, money, undelivered, given_back: back } = props.report;
  const { page, limit, total } = undelivered.meta;
  const date = dateText(props.report.changed_at, { timeZone: props.timeZone, style: "full", locale });
  return (
    <section aria-labelledby="change-report" className="flex flex-col gap-5">
      <h2 id="change-report" className="text-heading">
        {t(props.report.has_date ? "title" : "titlePostponed")}
      </h2>
      <RunState report={props.report} date={date} />
      {orders.total > 0 ? (
        <Card className="flex flex-col gap-5">
          <div className="flex flex-col gap-2">
            <span className="tabular font-semibold">{t("orders", { told: orders.told, total: orders.total })}</span>
            <Progress label={t("progress")} value={orders.told} max={orders.total} className="h-2" />
          </div>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
            <Figure name={t("toDo")}>{orders.to_do}</Figure>
            <Figure name={t("told")}>{orders.told}</Figure>
            <Figure name={t("failed")}>{orders.failed}</Figure>
            <Figure name={t("backOrders")}>{back.orders}</Figure>
            <Figure name={t("backTickets")}>{back.tickets}</Figure>
            <Figure name={t("refunded")}>{amount(money.refunded)}</Figure>
            {money.under_way > 0 ? <Figure name={t("underWay")}>{amount(money.under_way)}</Figure> : null}
            {money.failed > 0 ? <Figure name={t("failedMoney")}>{amount(money.failed)}</Figure> : null}
          </dl>
        </Card>
      ) : null}
      {total > 0 ? (
        <>
          <h3 className="font-semibold text-lg">{t("undelivered")}</h3>
          <LetterTable report={props.report} />
          <Pagination page={page} pageCount={Math.ceil(total / limit)} href={props.href} />
        </>
      ) : null}
    </section>
  );

  function amount(major: number) {
    return <Money minor={toMinor(major, money.currency) ?? 0} currency={money.currency} />;
  }
}

function RunState({ report, date }: { report: ChangeReportWire; date: string }) {
  const t = useTranslations("cancellation.change");
  const { status, orders } = report;
  if (status === "under_way")
    return (
      <Notice tone="info">
        <RefreshWhileRunning />
        {t("running", { date })}
      </Notice>
    );
  if (orders.total === 0) return <Notice tone="good">{t("noOrders", { date })}</Notice>;
  return orders.failed > 0 ? (
    <Notice tone="warn">{t("finishedFailed", { date })}</Notice>
  ) : (
    <Notice tone="good">{t("finished", { date })}</Notice>
  );
}

function LetterTable({ report }: { report: ChangeReportWire }) {
  const t = useTranslations("cancellation.change.letters");
  return (
    <Card flush className="overflow-hidden">
      <table className="w-full text-left">
        <thead className="hidden border-line border-b bg-sunken text-ink-soft text-sm md:table-header-group">
          <tr>
            <th className="px-5 py-3 font-semibold">{t("order")}</th>
            <th className="px-3 py-3 font-semibold">{t("buyer")}</th>
            <th className="px-5 py-3 font-semibold">{t("state")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {report.undelivered.data.map(({ order_number: number, buyer, state }) => (
            <tr key={number} className="flex flex-col gap-1 px-5 py-4 md:table-row md:p-0">
              <td className="tabular font-semibold md:px-5 md:py-3">{number}</td>
              <td className="break-words md:px-3 md:py-3">
                {buyer.name} <span className="text-ink-soft text-sm">{buyer.email}</span>
              </td>
              <td className="md:px-5 md:py-3">{t(state)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
