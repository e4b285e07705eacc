"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { SeatName } from "#components/orders/seat-name";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import type { AttendeeState, AttendeesQuery, AttendeeWire } from "#lib/orders/attendees/attendees-contract";
import type { DataColumn } from "../../desk/table/data-column.ts";
import { dateText } from "../../ui/date-text.ts";

/** As the contract has them; the contract itself is not in what the browser loads. The first of each is what an address without them means. */
const STATES = ["valid", "expected", "admitted", "void"] as const satisfies readonly AttendeeState[];
const SORTS = ["name", "seat"] as const satisfies readonly AttendeesQuery["sort"][];

/** One page of those who come to an event, each the way to their order. */
export function AttendeeTable(props: {
  attendees: readonly AttendeeWire[];
  timeZone: string;
  /** Where the organization's orders are. */
  orders: string;
  isFiltered: boolean;
}) {
  const t = useTranslations("attendees");
  return (
    <DataTable
      label={t("list")}
      rows={props.attendees}
      rowId={idOf}
      columns={useColumns(props.timeZone)}
      sorting="server"
      rowHref={({ order_number }) => `${props.orders}/${order_number}`}
      empty={
        props.isFiltered ? (
          <Notice title={t("none")}>{t("noneText")}</Notice>
        ) : (
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        )
      }
      tools={
        <FilterBar
          label={t("filters")}
          mode="server"
          filters={[
            { kind: "text", name: "q", label: t("find"), hint: t("findHint") },
            {
              kind: "select",
              name: "state",
              label: t("state"),
              all: t("states.valid"),
              options: STATES.slice(1).map((value) => ({ value, label: t(`states.${value}`) })),
            },
            {
              kind: "select",
              name: "sort",
              label: t("sort"),
              all: t("sorts.name"),
              options: SORTS.slice(1).map((value) => ({ value, label: t(`sorts.${value}`) })),
            },
          ]}
        />
      }
    />
  );
}

const idOf = ({ ticket_number }: AttendeeWire) => ticket_number;

function useColumns(timeZone: string): DataColumn<AttendeeWire>[] {
  const t = useTranslations("attendees");
  const locale = useLocale();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        cell: ({ name, buyer }) => (
          <span className="block [overflow-wrap:anywhere] md:min-w-40">
            <span className="font-semibold">{name}</span>
            {name === buyer.name ? null : (
              <span className="block text-ink-soft text-sm">{t("boughtBy", { name: buyer.name })}</span>
            )}
          </span>
        ),
      },
      {
        id: "seat",
        header: t("seat"),
        cell: ({ seat: { at_table, ...seat } }) => <SeatName seat={{ ...seat, isTable: at_table }} />,
      },
      { id: "type", header: t("type"), cell: ({ ticket_type }) => ticket_type ?? t("fullPrice") },
      {
        id: "door",
        header: t("doorState"),
        cell: ({ status, admitted }) => {
          if (status !== "valid") return <Badge tone="bad">{t(status)}</Badge>;
          if (admitted === null) return <Badge tone="neutral">{t("expected")}</Badge>;
          const at = dateText(admitted.at, { timeZone, style: "kept", locale });
          const { gate } = admitted;
          return <Badge tone="good">{gate === "" ? t("admittedNoGate", { at }) : t("admittedAt", { at, gate })}</Badge>;
        },
      },
      {
        id: "answers",
        header: t("answers"),
        cell: ({ answers }) =>
          answers.length === 0 ? (
            "–"
          ) : (
            <ul className="text-sm">
              {answers.map(({ question, answers: given }) => (
                <li key={question} className="[overflow-wrap:anywhere]">
                  <span className="text-ink-soft">{question}</span> {given.join("; ")}
                </li>
              ))}
            </ul>
          ),
      },
      {
        id: "number",
        header: t("number"),
        cell: ({ ticket_number }) => <span className="tabular whitespace-nowrap text-sm">{ticket_number}</span>,
      },
    ],
    [t, locale, timeZone],
  );
}
