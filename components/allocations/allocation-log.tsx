"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { Notice } from "#components/ui/notice";
import type { AllocationHistory } from "#lib/seating/allocations/allocation-contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

type Line = AllocationHistory["data"][number];

/** What became of seats that were set aside, the newest first. `names` are people's names by the keys that the lines bear. */
export function AllocationLog(props: {
  lines: readonly Line[];
  names: Readonly<Record<string, string>>;
  timeZone: string;
}) {
  const { lines, names, timeZone } = props;
  const t = useTranslations("allocations.log");
  const locale = useLocale();
  const columns = useMemo(
    (): DataColumn<Line>[] => [
      {
        id: "when",
        header: t("when"),
        cell: ({ changed_at }) => dateText(changed_at, { timeZone, style: "kept", locale }),
      },
      { id: "what", header: t("what"), cell: ({ action, seat_count: count }) => t(`actions.${action}`, { count }) },
      { id: "allocation", header: t("allocation"), cell: ({ name }) => name },
      {
        id: "why",
        header: t("why"),
        cell: ({ cause, changed_by: by }) =>
          cause === "hand" ? t("byHand", { name: names[by] ?? t("someone") }) : t(`causes.${cause}`),
      },
    ],
    [t, locale, timeZone, names],
  );
  return (
    <DataTable
      label={t("title")}
      name="log"
      rows={lines}
      rowId={idOf}
      columns={columns}
      sorting="server"
      empty={<Notice>{t("empty")}</Notice>}
    />
  );
}

const idOf = ({ id }: Line) => id;
