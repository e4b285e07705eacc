"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { DaySalesLine } from "#lib/analytics/day-sales/contract";
import { toMinor } from "#lib/platform/money";
import type { DataColumn } from "../desk/table/data-column.ts";

/** One page of what was sold; a line leads to its organization. */
export function DaySalesTable(props: {
  lines: readonly DaySalesLine[];
  organizations: readonly { id: string; name: string }[];
  /** The days that are shown, `2026-11-28`. */
  from: string;
  to: string;
}) {
  const t = useTranslations("sales");
  return (
    <DataTable
      label={t("title")}
      rows={props.lines}
      rowId={({ day, organization_id, currency }) => `${day} ${organization_id} ${currency}`}
      columns={useColumns()}
      rowHref={({ organization_id }) => `/admin/organizations/${organization_id}`}
      sorting="server"
      empty={<Notice title={t("none")}>{t("noneText")}</Notice>}
      tools={
        <FilterBar
          label={t("filters")}
          mode="server"
          filters={[
            { kind: "date", name: "from", label: t("from"), usual: props.from },
            { kind: "date", name: "to", label: t("to"), usual: props.to },
            {
              kind: "select",
              name: "organization_id",
              label: t("organization"),
              all: t("all"),
              options: props.organizations.map(({ id, name }) => ({ value: id, label: name })),
            },
          ]}
        />
      }
    />
  );
}

function useColumns(): DataColumn<DaySalesLine>[] {
  const t = useTranslations("sales");
  return useMemo(() => {
    const money = (id: "revenue" | "refunds" | "lost" | "gateway_fees"): DataColumn<DaySalesLine> => ({
      ...{ id, header: t(id), align: "end" },
      cell: (line) => <Money minor={toMinor(line[id], line.currency) ?? 0} currency={line.currency} />,
    });
    return [
      { id: "day", header: t("day"), cell: ({ day }) => <RowDay at={day} /> },
      { id: "organization", header: t("organization"), cell: ({ organization }) => organization },
      { id: "currency", header: t("currency"), cell: ({ currency }) => currency },
      { id: "orders", header: t("orders"), align: "end", cell: ({ orders }) => orders },
      { id: "tickets", header: t("tickets"), align: "end", cell: ({ tickets }) => tickets },
      ...[money("revenue"), money("refunds"), money("lost"), money("gateway_fees")],
    ];
  }, [t]);
}
