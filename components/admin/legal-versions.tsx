"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { EventDate } from "#components/ui/event-date";
import { Notice } from "#components/ui/notice";
import type { LegalVersionLine } from "#lib/legal/contract";
import type { DataColumn } from "../desk/table/data-column.ts";

/** What was published of a legal text; a line leads to the version with what changed in it. */
export function LegalVersions({ versions, path }: { versions: readonly LegalVersionLine[]; path: string }) {
  const t = useTranslations("platform.legal");
  const columns = useMemo(
    (): DataColumn<LegalVersionLine>[] => [
      { id: "version", header: t("version"), cell: ({ version }) => t("versionName", { version }) },
      {
        id: "since",
        header: t("since"),
        cell: ({ valid_from }) => (
          <EventDate at={valid_from} timeZone="UTC" style="kept" className="tabular whitespace-nowrap text-sm" />
        ),
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t("history")}
      rows={versions}
      rowId={({ version }) => String(version)}
      columns={columns}
      rowHref={({ version }) => `${path}/${version}`}
      sorting="server"
      empty={<Notice title={t("none")}>{t("noneText")}</Notice>}
    />
  );
}
