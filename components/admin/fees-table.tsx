"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { EventDate } from "#components/ui/event-date";
import { Notice } from "#components/ui/notice";
import type { PlatformFeeWire } from "#lib/pricing/platform-fees/contract";
import type { DataColumn } from "../desk/table/data-column.ts";

/** The platform's terms, those to come first. */
export function FeesTable({ fees }: { fees: readonly PlatformFeeWire[] }) {
  const t = useTranslations("platform");
  return (
    <DataTable
      label={t("fees.title")}
      rows={fees}
      rowId={({ id }) => id}
      columns={useColumns()}
      sorting="server"
      empty={<Notice title={t("fees.none")}>{t("fees.noneText")}</Notice>}
    />
  );
}

function useColumns(): DataColumn<PlatformFeeWire>[] {
  const t = useTranslations("platform");
  return useMemo(
    () => [
      {
        id: "organization",
        header: t("fees.organization"),
        cell: ({ organization }) => organization ?? t("fees.everyone"),
      },
      { id: "currency", header: t("fees.currency"), cell: ({ currency }) => currency },
      { id: "percent", header: t("fees.percent"), align: "end", cell: ({ percent }) => percent },
      { id: "fixed", header: t("fees.fixed"), align: "end", cell: ({ fixed }) => fixed },
      {
        id: "from",
        header: t("fees.from"),
        cell: ({ valid_from }) => (
          <EventDate at={valid_from} timeZone="UTC" style="kept" className="tabular whitespace-nowrap text-sm" />
        ),
      },
    ],
    [t],
  );
}
