"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { MailText } from "#components/ui/mail-text";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { OrderLineWire, Trouble } from "#lib/orders/reading/contract";
import { toMinor } from "#lib/platform/money";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

const STATES = [
  "confirmed",
  "pending",
  "partially_refunded",
  "refunded",
  "partially_voided",
  "voided",
  "failed",
] as const satisfies readonly OrderLineWire["status"][];

/** As the contract has them; the contract itself is not in what the browser loads. */
const TROUBLES = ["payment", "dispute"] as const satisfies readonly Trouble[];

/** One page of an organization's orders, newest first, each a link to all there is to know of it. */
export function OrderTable(props: {
  orders: readonly OrderLineWire[];
  base: string;
  isFiltered: boolean;
  views: ReactNode;
}) {
  const t = useTranslations("organizer.orders");
  return (
    <DataTable
      label={t("title")}
      rows={props.orders}
      rowId={idOf}
      columns={useColumns()}
      sorting="server"
      rowHref={({ order_number }) => `${props.base}/${order_number}`}
      views={props.views}
      empty={
        <Notice title={t(props.isFiltered ? "none" : "empty")}>{t(props.isFiltered ? "noneText" : "emptyText")}</Notice>
      }
      tools={
        <FilterBar
          label={t("filters")}
          mode="server"
          filters={[
            { kind: "text", name: "q", label: t("find"), hint: t("findHint") },
            {
              kind: "select",
              name: "status",
              label: t("status"),
              all: t("anyStatus"),
              options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
            },
            {
              kind: "select",
              name: "trouble",
              label: t("trouble"),
              all: t("anyTrouble"),
              options: TROUBLES.map((value) => ({ value, label: t(`troubles.${value}`) })),
            },
          ]}
        />
      }
    />
  );
}

const idOf = ({ order_number }: OrderLineWire) => order_number;

function useColumns(): DataColumn<OrderLineWire>[] {
  const t = useTranslations("organizer.orders");
  const locale = useLocale();
  return useMemo(
    () => [
      {
        id: "number",
        header: t("number"),
        cell: ({ order_number }) => <span className="tabular whitespace-nowrap">{order_number}</span>,
      },
      {
        id: "buyer",
        header: t("buyer"),
        cell: ({ buyer }) =>
          buyer ? (
            <span className="block [overflow-wrap:anywhere] md:min-w-44">
              {buyer.name} <MailText address={buyer.email} className="text-ink-soft text-sm" />
            </span>
          ) : (
            "–"
          ),
      },
      { id: "event", header: t("event"), cell: ({ event }) => event.title },
      { id: "seats", header: t("seatCount"), align: "end", cell: ({ seat_count }) => seat_count },
      {
        id: "status",
        header: t("status"),
        cell: ({ status }) => <Badge tone={TONES[status] ?? "neutral"}>{t(`states.${status}`)}</Badge>,
      },
      {
        id: "total",
        header: t("total"),
        align: "end",
        cell: ({ total_amount, currency }) => (
          <Money minor={toMinor(total_amount, currency) ?? 0} currency={currency} className="font-semibold" />
        ),
      },
      {
        id: "ordered",
        header: t("ordered"),
        cell: ({ created_at, event }) => (
          <span className="tabular whitespace-nowrap text-sm">
            {dateText(created_at, { timeZone: event.venue.time_zone, style: "kept", locale })}
          </span>
        ),
      },
    ],
    [t, locale],
  );
}

const TONES: Partial<Record<OrderLineWire["status"], BadgeTone>> = {
  ...{ confirmed: "good", pending: "warn", failed: "bad" },
};
