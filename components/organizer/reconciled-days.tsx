"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { Badge } from "#components/ui/badge";
import { Money } from "#components/ui/money";
import type { ReconciledDayWire } from "#lib/orders/reconciling/reconciliation-contract";
import { toMinor } from "#lib/platform/money";
import type { DataColumn } from "../desk/table/data-column.ts";

/** The days that were compared with a gateway, the latest first, each a link to its differences. */
export function ReconciledDays({ days }: { days: readonly ReconciledDayWire[] }) {
  const t = useTranslations("reconciliation");
  const columns = useMemo(
    (): DataColumn<ReconciledDayWire>[] => [
      { id: "day", header: t("columns.day"), cell: ({ day }) => <RowDay at={day} /> },
      {
        id: "movements",
        header: t("columns.movements"),
        cell: ({ gateway, movements }) => t("movements", { gateway, count: movements }),
      },
      { id: "result", header: t("columns.result"), cell: (day) => <Result day={day} /> },
      { id: "ledger", header: t("columns.ledger"), align: "end", cell: (day) => <Net day={day} side="ledger" /> },
      { id: "gateway", header: t("columns.gateway"), align: "end", cell: (day) => <Net day={day} side="gateway" /> },
    ],
    [t],
  );
  return (
    <DataTable
      label={t("title")}
      rows={days}
      rowId={({ gateway, day }) => `${gateway} ${day}`}
      columns={columns}
      sorting="server"
      rowHref={({ gateway, day }) => `/admin/reconciliation/${encodeURIComponent(gateway)}/${day}`}
      empty={null}
    />
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
  return (
    <span className="flex flex-col">
      {day.totals.map(({ currency, ...sides }) => (
        <Money
          key={currency}
          minor={toMinor(sides[side].net, currency) ?? 0}
          currency={currency}
          className="font-semibold"
        />
      ))}
    </span>
  );
}
