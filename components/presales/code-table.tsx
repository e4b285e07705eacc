"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { CopyLink } from "#components/presales/copy-link";
import { RevokeCodes } from "#components/presales/revoke-codes";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Notice } from "#components/ui/notice";
import type { AccessCodeWire } from "#lib/seating/access/access-contract";
import type { Bulk } from "../desk/table/bulk.ts";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";
import type { SaleEvent } from "./sale-event.ts";

/** A code or link, and where it stands now. */
export type CodeRow = AccessCodeWire & { state: "active" | "next" | "over" | "used_up" };
type Named = readonly { readonly id: number; readonly name: string }[];

const TONES: Record<CodeRow["state"], BadgeTone> = {
  active: "good",
  next: "neutral",
  over: "neutral",
  used_up: "warn",
};

/** A page of an event's access codes and links. Links are copied from here; what is selected is revoked. */
export function CodeTable(props: {
  event: SaleEvent;
  codes: readonly CodeRow[];
  opens: { presales: Named; allocations: Named };
  isFiltered: boolean;
}) {
  const { event, codes, isFiltered } = props;
  const t = useTranslations("presales.codes");
  const bulk: Bulk<CodeRow> = {
    nameOf: ({ is_link, code, name }) => (is_link ? name || t("link") : code),
    bar: (chosen) => <RevokeCodes eventId={event.id} codes={codes} chosen={chosen} />,
  };
  return (
    <DataTable
      label={t("title")}
      name="codes"
      rows={codes}
      rowId={idOf}
      columns={useColumns(event, props.opens)}
      sorting="server"
      bulk={bulk}
      empty={<Notice title={t(isFiltered ? "none" : "empty")}>{t(isFiltered ? "noneText" : "emptyText")}</Notice>}
      tools={
        codes.length === 0 && !isFiltered ? null : (
          <FilterBar label={t("filters")} mode="server" filters={[{ kind: "text", name: "find", label: t("find") }]} />
        )
      }
    />
  );
}

const idOf = ({ id }: CodeRow) => id;

function useColumns({ timeZone, slug }: SaleEvent, { presales, allocations }: { presales: Named; allocations: Named }) {
  const t = useTranslations("presales.codes");
  const locale = useLocale();
  return useMemo((): DataColumn<CodeRow>[] => {
    const at = (iso: string) => dateText(iso, { timeZone, style: "online", locale });
    const nameIn = (list: Named, id: number | null) => list.filter((each) => each.id === id).map(({ name }) => name);
    const opens = ({ window, allocation, sells_alone }: CodeRow) =>
      [...nameIn(presales, window), ...nameIn(allocations, allocation), ...(sells_alone ? [t("alone")] : [])].join(
        ", ",
      );
    const valid = ({ valid_from: from, valid_until: to }: CodeRow) => {
      if (from && to) return t("fromTo", { from: at(from), to: at(to) });
      if (from) return t("from", { from: at(from) });
      return to ? t("to", { to: at(to) }) : t("always");
    };
    return [
      {
        id: "code",
        header: t("columns.code"),
        cell: ({ is_link, code, name }) =>
          is_link ? (
            <CopyLink path={`/events/${slug}/access/${code}`} name={name || t("link")} />
          ) : (
            <span className="tabular [overflow-wrap:anywhere] md:whitespace-nowrap">{code}</span>
          ),
      },
      { id: "name", header: t("columns.name"), cell: ({ name }) => name || "–" },
      { id: "opens", header: t("columns.opens"), cell: opens },
      {
        ...{ id: "uses", header: t("columns.uses"), align: "end" as const },
        cell: ({ uses, uses_max: max }) => (
          <span className="tabular whitespace-nowrap">{max === null ? uses : t("usesOf", { uses, max })}</span>
        ),
      },
      { id: "valid", header: t("columns.valid"), cell: valid },
      {
        id: "state",
        header: t("columns.state"),
        cell: ({ state }) => <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>,
      },
    ];
  }, [t, locale, timeZone, slug, presales, allocations]);
}
