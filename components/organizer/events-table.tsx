"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { EventFullness, EventStateBadge, SeriesLink } from "#components/organizer/event-figures";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { EventSales, EventTotal } from "#lib/analytics/contract";
import { EVENT_STATES } from "#lib/analytics/own-events-contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

/** One page of an organization's events with how full they are. Money is shown to those who may read orders. */
export function EventsTable(props: {
  events: readonly EventSales[];
  /** Of all events that were asked for, by currency. */
  totals: readonly EventTotal[];
  /** All series of the organization. */
  series: readonly NonNullable<EventSales["series"]>[];
  /** The address of the events; an event is below it. */
  base: string;
  views: ReactNode;
}) {
  const { events, totals, series, base } = props;
  const t = useTranslations("organizer");
  const columns = useColumns(totals, { base, showsSeries: series.length > 0 });
  return (
    <DataTable
      label={t("events.title")}
      rows={events}
      rowId={idOf}
      columns={columns}
      sorting="server"
      rowHref={({ id }) => `${base}/${id}`}
      views={props.views}
      empty={<Notice title={t("events.none")}>{t("events.noneText")}</Notice>}
      tools={
        <FilterBar
          label={t("events.filters")}
          mode="server"
          filters={[
            { kind: "text", name: "q", label: t("events.search"), hint: t("events.searchHint") },
            {
              kind: "select",
              name: "state",
              label: t("overview.state"),
              all: t("events.allStates"),
              options: EVENT_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
            },
            ...(series.length > 0
              ? [
                  {
                    ...{
                      kind: "select" as const,
                      name: "series",
                      label: t("events.series"),
                      all: t("events.allSeries"),
                    },
                    options: series.map((each) => ({ value: each.id, label: t("events.seriesOf", each) })),
                  },
                ]
              : []),
          ]}
        />
      }
    />
  );
}

const idOf = ({ id }: EventSales) => String(id);

function useColumns(
  totals: readonly EventTotal[],
  { showsSeries, base }: { showsSeries: boolean; base: string },
): DataColumn<EventSales>[] {
  const t = useTranslations("organizer");
  const locale = useLocale();
  return useMemo(() => {
    const sold = totals.reduce((sum, total) => sum + total.sold, 0);
    const capacity = totals.reduce((sum, total) => sum + total.capacity, 0);
    const columns: DataColumn<EventSales>[] = [
      {
        id: "title",
        header: t("overview.event"),
        value: ({ title }) => title,
        cell: ({ title }) => title,
        total: t("events.total"),
      },
      {
        id: "date",
        header: t("events.date"),
        value: ({ startsAt }) => startsAt,
        cell: ({ startsAt, timeZone }) => (
          <span className="tabular whitespace-nowrap">{dateText(startsAt, { timeZone, style: "short", locale })}</span>
        ),
      },
      {
        id: "venue",
        header: t("events.venue"),
        value: ({ venueName }) => venueName,
        cell: ({ venueName, city }) => `${venueName}, ${city}`,
      },
      {
        id: "state",
        header: t("overview.state"),
        value: ({ state }) => EVENT_STATES.indexOf(state),
        cell: ({ state }) => <EventStateBadge state={state} />,
      },
      {
        id: "sold",
        header: t("overview.sold"),
        value: (row) => (row.capacity > 0 ? row.sold / row.capacity : 0),
        cell: (row) => <EventFullness sold={row.sold} capacity={row.capacity} />,
        total: t("events.soldOf", { sold, capacity }),
      },
    ];
    const series: DataColumn<EventSales> = {
      id: "series",
      header: t("events.series"),
      value: ({ series }) => series?.title ?? null,
      cell: (event) => (event.series ? <SeriesLink {...{ event, base }} series={event.series} /> : "–"),
    };
    const money: DataColumn<EventSales> = {
      id: "taken",
      header: t("overview.taken"),
      align: "end",
      value: ({ takenMinor }) => takenMinor,
      cell: ({ takenMinor, currency }) =>
        takenMinor === null ? null : <Money minor={takenMinor} currency={currency} className="font-semibold" />,
      total: <TakenTotals totals={totals} />,
    };
    const showsMoney = totals.some(({ takenMinor }) => takenMinor !== null);
    return [...columns, ...(showsSeries ? [series] : []), ...(showsMoney ? [money] : [])];
  }, [totals, showsSeries, base, t, locale]);
}

/** One sum for each currency: amounts of different ones are never added. */
function TakenTotals({ totals }: { totals: readonly EventTotal[] }) {
  return (
    <span className="flex flex-col md:items-end">
      {totals.map(({ currency, takenMinor }) =>
        takenMinor === null ? null : <Money key={currency} minor={takenMinor} currency={currency} />,
      )}
    </span>
  );
}
