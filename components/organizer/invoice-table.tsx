"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { Badge } from "#components/ui/badge";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { InvoiceWire } from "#lib/orders/invoicing/invoice-contract";
import { toMinor } from "#lib/platform/money";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

const KINDS = ["invoice", "credit_note"] as const satisfies readonly InvoiceWire["kind"][];

/** One page of an organization's invoices and credit notes, newest first, each a file. */
export function InvoiceTable(props: { invoices: readonly InvoiceWire[]; orders: string; isFiltered: boolean }) {
  const t = useTranslations("invoices");
  return (
    <DataTable
      label={t("page.label")}
      rows={props.invoices}
      rowId={idOf}
      columns={useColumns(props.orders)}
      sorting="server"
      empty={
        <Notice title={t(props.isFiltered ? "page.noneFound" : "page.empty")}>
          {t(props.isFiltered ? "page.noneFoundText" : "page.emptyText")}
        </Notice>
      }
      tools={
        <FilterBar
          label={t("page.label")}
          mode="server"
          filters={[
            { kind: "text", name: "q", label: t("page.search") },
            {
              kind: "select",
              name: "kind",
              label: t("page.kind"),
              all: t("page.anyKind"),
              options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
            },
            { kind: "date", name: "from", label: t("page.from") },
            { kind: "date", name: "to", label: t("page.to") },
          ]}
        />
      }
    />
  );
}

const idOf = ({ id }: InvoiceWire) => id;

function useColumns(orders: string): DataColumn<InvoiceWire>[] {
  const t = useTranslations("invoices");
  const locale = useLocale();
  return useMemo(
    () => [
      {
        id: "number",
        header: t("page.number"),
        cell: ({ id, number }) => (
          <a
            href={`/api/v1/invoices/${id}/document.pdf`}
            aria-label={t("page.pdf", { number })}
            className="tabular whitespace-nowrap underline underline-offset-4"
          >
            {number}
          </a>
        ),
      },
      {
        id: "kind",
        header: t("page.kind"),
        cell: ({ kind }) => <Badge tone={kind === "invoice" ? "good" : "neutral"}>{t(`kind.${kind}`)}</Badge>,
      },
      {
        id: "issued",
        header: t("page.issued"),
        cell: ({ issued_on }) => (
          <span className="tabular whitespace-nowrap text-sm">
            {dateText(`${issued_on}T00:00:00Z`, { timeZone: "UTC", style: "dated", locale })}
          </span>
        ),
      },
      {
        id: "buyer",
        header: t("page.buyer"),
        cell: ({ buyer: { company, name } }) => (
          <span className="block [overflow-wrap:anywhere] md:min-w-28">
            {company || name || "–"}
            {company ? <span className="block text-ink-soft text-sm">{name}</span> : null}
          </span>
        ),
      },
      {
        id: "order",
        header: t("page.order"),
        cell: ({ order_number }) => (
          <Link
            href={`${orders}/${order_number}`}
            className="tabular inline-block text-sm underline underline-offset-4 md:min-w-24 xl:whitespace-nowrap"
          >
            {order_number}
          </Link>
        ),
      },
      {
        id: "total",
        header: t("page.total"),
        align: "end",
        cell: ({ kind, total, currency }) => (
          <Money
            minor={(kind === "invoice" ? 1 : -1) * (toMinor(total, currency) ?? 0)}
            currency={currency}
            className="font-semibold"
          />
        ),
      },
    ],
    [t, locale, orders],
  );
}
