"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Notice } from "#components/ui/notice";
import type { SaleWindowWire } from "#lib/seating/access/access-contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";
import type { SaleEvent } from "./sale-event.ts";

/** A presale, and where it stands now. */
export type PresaleRow = SaleWindowWire & { state: "next" | "open" | "over" };

const TONES: Record<PresaleRow["state"], BadgeTone> = { next: "neutral", open: "good", over: "neutral" };

/** The presales of an event by their time. Those who may change the event open one. */
export function PresaleTable(props: {
  event: SaleEvent;
  presales: readonly PresaleRow[];
  base: string;
  mayWrite: boolean;
}) {
  const { event, presales, base, mayWrite } = props;
  const t = useTranslations("presales");
  return (
    <DataTable
      label={t("presales")}
      name="presales"
      rows={presales}
      rowId={idOf}
      columns={useColumns(event)}
      {...(mayWrite ? { rowHref: ({ id }: PresaleRow) => `${base}/access/presales/${id}` } : {})}
      empty={<Notice title={t("empty")}>{t("emptyText")}</Notice>}
    />
  );
}

const idOf = ({ id }: PresaleRow) => String(id);

function useColumns({ timeZone, levels }: SaleEvent): DataColumn<PresaleRow>[] {
  const t = useTranslations("presales");
  const locale = useLocale();
  return useMemo(() => {
    const at = (iso: string) => dateText(iso, { timeZone, style: "online", locale });
    const levelsOf = ({ price_levels: ids }: PresaleRow) =>
      ids.length === 0 ? t("allLevels") : levels.flatMap(({ id, name }) => (ids.includes(id) ? [name] : [])).join(", ");
    return [
      { id: "name", header: t("columns.name"), value: ({ name }) => name, cell: ({ name }) => name },
      {
        ...{ id: "opens", header: t("columns.opens"), value: ({ opens_at }: PresaleRow) => Date.parse(opens_at) },
        cell: ({ opens_at }) => at(opens_at),
      },
      {
        ...{ id: "closes", header: t("columns.closes"), value: ({ closes_at }: PresaleRow) => Date.parse(closes_at) },
        cell: ({ closes_at }) => at(closes_at),
      },
      {
        id: "access",
        header: t("columns.access"),
        cell: ({ access, addresses }) =>
          access === "list" ? t("listOf", { count: addresses }) : t(`form.accesses.${access}`),
      },
      { id: "levels", header: t("columns.levels"), cell: levelsOf },
      {
        id: "state",
        header: t("columns.state"),
        cell: ({ state }) => <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>,
      },
    ];
  }, [t, locale, timeZone, levels]);
}
