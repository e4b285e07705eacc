"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { BulkButton } from "#components/desk/table/bulk-button";
import { BulkNotice } from "#components/desk/table/bulk-notice";
import { DataTable } from "#components/desk/table/data-table";
import { MailText } from "#components/ui/mail-text";
import { Money } from "#components/ui/money";
import type { FailedRefund } from "#lib/orders/refunding/failed-refunds-contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { useBulk } from "../desk/table/use-bulk.ts";
import { dateText } from "../ui/date-text.ts";
import type { ResendRefundCode, ResendRefundsAction, ResendRefundsState } from "./resend-state.ts";

/** An event's refunds that failed, to be sent again, one or several at once. Nothing where there are none. */
export function FailedRefunds(props: {
  refunds: readonly FailedRefund[];
  timeZone: string;
  /** Where the orders' pages are; null for those who may not read orders. */
  base: string | null;
  /** Null for those who may not decide about money. */
  resend: ResendRefundsAction | null;
  pagination: ReactNode;
}) {
  const { refunds, base, resend } = props;
  const t = useTranslations("cancellation.failedRefunds");
  const columns = useColumns(props.timeZone);
  const bulk = useBulk(resend ?? stays, { field: "refund", nameOf: (id) => id.split("/")[0] });
  const notice = <BulkNotice state={bulk.state} done={(count) => t("resentCount", { count })} reason={useReason()} />;
  if (refunds.length === 0) return notice;
  return (
    <section aria-labelledby="failed-refunds" className="flex flex-col gap-5">
      <h2 id="failed-refunds" className="text-heading">
        {t("title")}
      </h2>
      {notice}
      <p className="max-w-2xl text-ink-soft">{t("text")}</p>
      <DataTable
        name="refunds"
        label={t("title")}
        rows={refunds}
        rowId={idOf}
        columns={columns}
        sorting="server"
        rowHref={base === null ? undefined : ({ orderNumber }) => `${base}/${orderNumber}`}
        empty={null}
        bulk={
          resend
            ? {
                nameOf: ({ orderNumber }) => orderNumber,
                bar: (chosen) => (
                  <BulkButton bulk={bulk} chosen={chosen} label={t("resendCount", { count: chosen.ids.length })} />
                ),
              }
            : undefined
        }
      />
      {props.pagination}
    </section>
  );
}

const idOf = ({ orderNumber, refundId }: FailedRefund) => `${orderNumber}/${refundId}`;

async function stays(state: ResendRefundsState): Promise<ResendRefundsState> {
  return state;
}

function useReason(): (code: ResendRefundCode) => string {
  const t = useTranslations("cancellation");
  return (code) =>
    code === "not_failed" || code === "refused_again" ? t(`failedRefunds.refusals.${code}`) : t(`refusals.${code}`);
}

function useColumns(timeZone: string): DataColumn<FailedRefund>[] {
  const t = useTranslations("cancellation.failedRefunds");
  const failures = useTranslations("cancellation.failures");
  const locale = useLocale();
  return useMemo(
    () => [
      {
        id: "order",
        header: t("order"),
        cell: ({ orderNumber }) => <span className="tabular whitespace-nowrap">{orderNumber}</span>,
      },
      {
        id: "buyer",
        header: t("buyer"),
        cell: ({ buyer }) => (
          <span className="[overflow-wrap:anywhere]">
            {buyer.name} <MailText address={buyer.email} className="text-ink-soft text-sm" />
          </span>
        ),
      },
      { id: "reason", header: failures("reason"), cell: ({ failure }) => t(`reasons.${failure}`) },
      {
        id: "amount",
        header: failures("amount"),
        align: "end",
        cell: ({ amountMinor, currency }) => (
          <Money minor={amountMinor} currency={currency} className="font-semibold" />
        ),
      },
      {
        id: "sent",
        header: t("since"),
        cell: ({ sentAt }) => (
          <span className="tabular whitespace-nowrap text-sm">
            {dateText(sentAt, { timeZone, style: "kept", locale })}
          </span>
        ),
      },
    ],
    [t, failures, timeZone, locale],
  );
}
