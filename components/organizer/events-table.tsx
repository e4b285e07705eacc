"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { EventFullness, EventStateBadge, SeriesLink } from "#components/organizer/event-figures";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { EventSales } from "#lib/analytics/contract";
import { useFilters } from "../desk/filters/use-filters.ts";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

const STATES = ["draft", "upcoming", "on_sale", "sold_out", "stopped", "postponed", "cancelled", "ended"] as const;

/** An organization's events with how full they are. Money is shown to those who may read orders. */
export function EventsTable({
  events,
  base,
  showsMoney,
  views,
}: {
  events: readonly EventSales[];
  /** The address of the events; an event is below it. */
  base: string;
  showsMoney: boolean;
  views: ReactNode;
}) {
  const t = useTranslations("organizer");
  const asked = useFilters(["q", "state", "series"]);
  const rows = useMemo(
    () =>
      events.filter(
        ({ title, venueName, city, state, series }) =>
          (asked.state === null || state === asked.state) &&
          (asked.series === null || series?.id === asked.series) &&
          `${title} ${venueName} ${city}`.toLocaleLowerCase().includes((asked.q ?? "").toLocaleLowerCase().trim()),
      ),
    [events, asked.q, asked.state, asked.series],
  );
  const series = useMemo(() => seriesOf(events), [events]);
  const columns = useColumns(rows, { showsMoney, base, showsSeries: series.length > 0 });
  return (
    <DataTable
      label={t("events.title")}
      rows={rows}
      rowId={idOf}
      columns={columns}
      rowHref={({ id }) => `${base}/${id}`}
      views={views}
      empty={<Notice title={t("events.none")}>{t("events.noneText")}</Notice>}
      tools={
        <FilterBar
          label={t("events.filters")}
          mode="client"
          filters={[
            { kind: "text", name: "q", label: t("events.search"), hint: t("events.searchHint") },
            {
              kind: "select",
              name: "state",
              label: t("overview.state"),
              all: t("events.allStates"),
              options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
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

/** The series of these events, each once, in the order in which they first appear. */
function seriesOf(events: readonly EventSales[]): NonNullable<EventSales["series"]>[] {
  return [...new Map(events.flatMap(({ series }) => (series ? [[series.id, series]] : []))).values()];
}

function useColumns(
  rows: readonly EventSales[],
  { showsMoney, showsSeries, base }: { showsMoney: boolean; showsSeries: boolean; base: string },
): DataColumn<EventSales>[] {
  const t = useTranslations("organizer");
  const locale = useLocale();
  return useMemo(() => {
    const sold = rows.reduce((sum, row) => sum + row.sold, 0);
    const capacity = rows.reduce((sum, row) => sum + row.capacity, 0);
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
        value: ({ state }) => STATES.indexOf(state),
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
      cell: ({ takenMinor, currency }) => <Money minor={takenMinor} currency={currency} className="font-semibold" />,
      total: <TakenTotals rows={rows} />,
    };
    return [...columns, ...(showsSeries ? [series] : []), ...(showsMoney ? [money] : [])];
  }, [rows, showsMoney, showsSeries, base, t, locale]);
}

/** One sum for each currency: amounts of different ones are never added. */
function TakenTotals({ rows }: { rows: readonly EventSales[] }) {
  const sums = new Map<string, number>();
  for (const { currency, takenMinor } of rows) sums.set(currency, (sums.get(currency) ?? 0) + takenMinor);
  return (
    <span className="flex flex-col md:items-end">
      {[...sums].map(([currency, minor]) => (
        <Money key={currency} minor={minor} currency={currency} />
      ))}
    </span>
  );
}
