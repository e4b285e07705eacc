"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { Badge } from "#components/ui/badge";
import type { ReputationWire } from "#lib/protection/reputation/reputation-contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

/** The lists of reputation: what each names, where it is from, and whether its newest file was taken. */
export function ReputationTable({ lists }: { lists: readonly ReputationWire[] }) {
  const t = useTranslations("reputation");
  const locale = useLocale();
  const columns = useMemo((): DataColumn<ReputationWire>[] => {
    const moment = (at: string) => dateText(at, { timeZone: "UTC", style: "kept", locale });
    return [
      { id: "list", header: t("columns.list"), cell: ({ name }) => t(`lists.${name}`) },
      {
        id: "state",
        header: t("columns.state"),
        cell: ({ refusal, refused_line, refused_at }) =>
          refusal && refused_at ? (
            <span className="flex flex-col items-start gap-1">
              <Badge tone="bad">{t("refused")}</Badge>
              <span className="text-sm">
                {t(`refusals.${refusal}`, { line: refused_line ?? 0, moment: moment(refused_at) })}
              </span>
            </span>
          ) : (
            <Badge tone="good">{t("good")}</Badge>
          ),
      },
      {
        id: "entries",
        header: t("columns.entries"),
        align: "end",
        cell: ({ entries }) => <span className="tabular">{t("entries", { count: entries })}</span>,
      },
      {
        id: "read",
        header: t("columns.read"),
        cell: ({ read_at }) => (
          <span className="tabular whitespace-nowrap">{read_at ? moment(read_at) : t("unread")}</span>
        ),
      },
      {
        id: "source",
        header: t("columns.source"),
        cell: ({ source }) => <span className="text-sm [overflow-wrap:anywhere]">{source}</span>,
      },
    ];
  }, [t, locale]);
  return (
    <DataTable
      label={t("title")}
      rows={lists}
      rowId={({ name }) => name}
      columns={columns}
      sorting="server"
      empty={null}
    />
  );
}
