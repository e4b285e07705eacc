import { useLocale, useTranslations } from "next-intl";
import { Figure } from "#components/desk/figure";
import { RefreshWhileRunning } from "#components/organizer/refresh-while-running";
import { ResendRefunds } from "#components/organizer/resend-refunds";
import { Card } from "#components/ui/card";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { Progress } from "#components/ui/progress";
import type { CancellationWire } from "#lib/orders/cancelling/cancellation-contract";
import { toMinor } from "#lib/platform/money";
import { dateText } from "../ui/date-text.ts";
import type { ResendAction } from "./resend-state.ts";

/** How far a cancelled event's orders are given back, and what failed and why. */
export function CancellationReport(props: {
  report: CancellationWire;
  timeZone: string;
  href: (page: number) => string;
  /** Null for those who may not decide about money. */
  resend: ResendAction | null;
}) {
  const t = useTranslations("cancellation");
  const { orders, waiting, money, failures } = props.report;
  const { page, limit, total } = failures.meta;
  return (
    <section aria-labelledby="cancellation" className="flex flex-col gap-5">
      <h2 id="cancellation" className="text-heading">
        {t("title")}
      </h2>
      <RunState report={props.report} timeZone={props.timeZone} />
      {orders.total + waiting.total > 0 ? (
        <Card className="flex flex-col gap-5">
          <div className="flex flex-col gap-2">
            <span className="tabular font-semibold">{t("orders", { done: orders.done, total: orders.total })}</span>
            <Progress label={t("progress")} value={orders.done} max={orders.total} className="h-2" />
          </div>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
            <Figure name={t("toDo")}>{orders.to_do}</Figure>
            <Figure name={t("done")}>{orders.done}</Figure>
            <Figure name={t("failed")}>{orders.failed}</Figure>
            <Figure name={t("refunded")}>{amount(money.refunded)}</Figure>
            <Figure name={t("underWay")}>{amount(money.under_way)}</Figure>
            <Figure name={t("failedMoney")}>{amount(money.failed)}</Figure>
            {waiting.total > 0 ? <Figure name={t("waiting")}>{t("waitingOf", waiting)}</Figure> : null}
          </dl>
        </Card>
      ) : null}
      {failures.data.length > 0 ? (
        <>
          <h3 className="font-semibold text-lg">{t("failures.title")}</h3>
          <FailureTable report={props.report} />
          <Pagination page={page} pageCount={Math.ceil(total / limit)} href={props.href} />
          {props.resend ? <ResendRefunds resend={props.resend} /> : null}
        </>
      ) : null}
    </section>
  );

  function amount(major: number) {
    return <Money minor={toMinor(major, money.currency) ?? 0} currency={money.currency} />;
  }
}

function RunState({ report, timeZone }: { report: CancellationWire; timeZone: string }) {
  const t = useTranslations("cancellation");
  const locale = useLocale();
  const { finished_at: finishedAt, orders } = report;
  if (finishedAt === null)
    return (
      <Notice tone="info">
        <RefreshWhileRunning />
        {t("running")}
      </Notice>
    );
  if (orders.total === 0) return <Notice tone="good">{t("noOrders")}</Notice>;
  const date = dateText(finishedAt, { timeZone, style: "full", locale });
  return orders.failed > 0 ? (
    <Notice tone="warn">{t("finishedFailed", { date })}</Notice>
  ) : (
    <Notice tone="good">{t("finished", { date })}</Notice>
  );
}

function FailureTable({ report }: { report: CancellationWire }) {
  const t = useTranslations("cancellation");
  const { currency } = report.money;
  return (
    <Card flush className="overflow-hidden">
      <table className="w-full text-left">
        <thead className="hidden border-line border-b bg-sunken text-ink-soft text-sm md:table-header-group">
          <tr>
            <th className="px-5 py-3 font-semibold">{t("failures.order")}</th>
            <th className="px-3 py-3 font-semibold">{t("failures.buyer")}</th>
            <th className="px-3 py-3 font-semibold">{t("failures.reason")}</th>
            <th className="px-5 py-3 text-right font-semibold">{t("failures.amount")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {report.failures.data.map(({ order_number: number, buyer, reason, amount }) => (
            <tr key={number} className="flex flex-col gap-1 px-5 py-4 md:table-row md:p-0">
              <td className="tabular font-semibold md:px-5 md:py-3">{number}</td>
              <td className="break-words md:px-3 md:py-3">
                {buyer.name} <span className="text-ink-soft text-sm">{buyer.email}</span>
              </td>
              <td className="md:px-3 md:py-3">{t(`reasons.${reason}`)}</td>
              <td className="md:px-5 md:py-3 md:text-right">
                <Money minor={toMinor(amount, currency) ?? 0} currency={currency} className="tabular font-semibold" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
