"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { Badge } from "#components/ui/badge";
import { Notice } from "#components/ui/notice";
import type { AdministeredOrganization } from "#lib/organizations/administration/contract";
import { ORGANIZATION_STATUS_NAMES } from "#lib/organizations/state";
import type { DataColumn } from "../desk/table/data-column.ts";

/** One page of the platform's organizations. */
export function OrganizationsTable(props: { organizations: readonly AdministeredOrganization[]; views: ReactNode }) {
  const t = useTranslations("platform");
  return (
    <DataTable
      label={t("organizations.title")}
      rows={props.organizations}
      rowId={({ id }) => id}
      columns={useColumns()}
      rowHref={({ id }) => `/admin/organizations/${id}`}
      sorting="server"
      views={props.views}
      empty={<Notice title={t("organizations.none")}>{t("organizations.noneText")}</Notice>}
      tools={
        <FilterBar
          label={t("organizations.filters")}
          mode="server"
          filters={[
            { kind: "text", name: "q", label: t("organizations.search") },
            {
              kind: "select",
              name: "status",
              label: t("organizations.status"),
              all: t("organizations.all"),
              options: ORGANIZATION_STATUS_NAMES.map((value) => ({ value, label: t(`states.${value}`) })),
            },
          ]}
        />
      }
    />
  );
}

function useColumns(): DataColumn<AdministeredOrganization>[] {
  const t = useTranslations("platform");
  return useMemo(
    () => [
      { id: "name", header: t("organizations.name"), cell: ({ name }) => name },
      {
        id: "status",
        header: t("organizations.status"),
        cell: ({ status }) => (
          <Badge tone={status === "active" ? "good" : status === "pending" ? "warn" : "bad"}>
            {t(`states.${status}`)}
          </Badge>
        ),
      },
      { id: "members", header: t("organizations.members"), align: "end", cell: ({ members }) => members },
      { id: "events", header: t("organizations.events"), align: "end", cell: ({ events }) => events },
      {
        id: "since",
        header: t("organizations.since"),
        cell: ({ created_at }) => <RowDay at={created_at} />,
      },
    ],
    [t],
  );
}
