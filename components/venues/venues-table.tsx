"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { Badge } from "#components/ui/badge";
import { Notice } from "#components/ui/notice";
import type { DataColumn } from "../desk/table/data-column.ts";

export type VenueLine = {
  id: number;
  name: string;
  city: string;
  country: string;
  isShared: boolean;
  halls: number;
  coming: number;
};

/** One page of venues; search and archive are asked of the server. */
export function VenuesTable({ venues, base, views }: { venues: readonly VenueLine[]; base: string; views: ReactNode }) {
  const t = useTranslations("venues");
  return (
    <DataTable
      label={t("title")}
      rows={venues}
      rowId={idOf}
      columns={useColumns()}
      sorting="server"
      rowHref={({ id }) => `${base}/${id}`}
      views={views}
      empty={<Notice title={t("none")}>{t("noneText")}</Notice>}
      tools={
        <FilterBar
          label={t("filters")}
          mode="server"
          filters={[
            { kind: "text", name: "q", label: t("search"), hint: t("searchHint") },
            {
              kind: "select",
              name: "archived",
              label: t("which"),
              all: t("inUse"),
              options: [{ value: "true", label: t("archivedOnes") }],
            },
          ]}
        />
      }
    />
  );
}

const idOf = ({ id }: VenueLine) => String(id);

function useColumns(): DataColumn<VenueLine>[] {
  const t = useTranslations("venues");
  const locale = useLocale();
  return useMemo(() => {
    const countries = new Intl.DisplayNames(locale, { type: "region" });
    return [
      { id: "name", header: t("columns.name"), cell: ({ name }) => name },
      {
        id: "place",
        header: t("columns.place"),
        cell: ({ city, country }) => `${city}, ${countries.of(country) ?? country}`,
      },
      {
        id: "owner",
        header: t("columns.owner"),
        cell: ({ isShared }) => (
          <Badge tone={isShared ? "neutral" : "good"}>{t(isShared ? "owner.shared" : "owner.own")}</Badge>
        ),
      },
      { id: "halls", header: t("columns.halls"), align: "end", cell: ({ halls }) => halls },
      { id: "coming", header: t("columns.coming"), align: "end", cell: ({ coming }) => coming },
    ];
  }, [t, locale]);
}
