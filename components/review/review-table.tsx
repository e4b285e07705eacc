"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { DataTable } from "#components/desk/table/data-table";
import { DecideButtons } from "#components/review/decide-buttons";
import { ReviewOrders } from "#components/review/review-orders";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { REVIEW_STATES, type ReviewWire } from "#lib/waiting-room/reviews/review-contract";
import type { Filter } from "../desk/filters/filter.ts";
import type { Bulk } from "../desk/table/bulk.ts";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

const TONES = { open: "warn", approved: "good", refused: "bad" } as const;

/** A page of the list; those that are selected are approved or refused together. */
export function ReviewTable(props: {
  eventId: number;
  timeZone: string;
  reviews: readonly ReviewWire[];
  /** The address of the organization's orders. */
  ordersAt: string;
  mayDecide: boolean;
  isFiltered: boolean;
}) {
  const { eventId, reviews, mayDecide } = props;
  const t = useTranslations("review");
  const bulk: Bulk<ReviewWire> = {
    nameOf: ({ reference }) => reference,
    bar: ({ ids, select }) => <DecideButtons eventId={eventId} ids={ids} onDone={() => select([])} />,
  };
  return (
    <DataTable
      label={t("title")}
      rows={reviews}
      rowId={({ id }) => id}
      columns={useColumns(props)}
      sorting="server"
      {...(mayDecide ? { bulk } : {})}
      empty={
        props.isFiltered ? (
          <Notice title={t("none")}>{t("noneText")}</Notice>
        ) : (
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        )
      }
      tools={<FilterBar label={t("filters")} mode="server" filters={useFilterChoices()} />}
    />
  );
}

function useColumns({ timeZone, ordersAt }: { timeZone: string; ordersAt: string }): DataColumn<ReviewWire>[] {
  const t = useTranslations("review");
  const locale = useLocale();
  return useMemo(() => {
    const moment = (at: string) => dateText(at, { timeZone, style: "kept", locale });
    return [
      {
        id: "reference",
        header: t("reference"),
        cell: ({ reference, person }) => (
          <span className="flex flex-col">
            <span className="tabular whitespace-nowrap font-semibold">{reference}</span>
            <span className="text-ink-soft text-sm">{t(`person.${person}`)}</span>
          </span>
        ),
      },
      {
        id: "why",
        header: t("why"),
        cell: ({ reasons, orders }) => (
          <>
            <ul className="flex list-disc flex-col pl-4">
              {reasons.map((reason) => (
                <li key={reason}>{wordsOf(reason, t)}</li>
              ))}
            </ul>
            {orders.length > 0 ? (
              <ReviewOrders orders={orders} ordersAt={ordersAt} label={t("orders", { count: orders.length })} />
            ) : null}
          </>
        ),
      },
      { id: "risk", header: t("risk"), align: "end", cell: ({ score }) => <span className="tabular">{score}</span> },
      {
        id: "seen",
        header: t("seen"),
        cell: ({ last_seen_at, times }) => (
          <span className="flex flex-col">
            <span className="tabular text-sm">{moment(last_seen_at)}</span>
            <span className="text-ink-soft text-sm">{t("times", { count: times })}</span>
          </span>
        ),
      },
      {
        id: "state",
        header: t("state"),
        cell: ({ state, decided_at, note }) => (
          <span className="flex flex-col items-start gap-1">
            <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
            {decided_at ? <span className="tabular text-ink-soft text-sm">{moment(decided_at)}</span> : null}
            {note ? <span className="text-sm [overflow-wrap:anywhere]">{note}</span> : null}
          </span>
        ),
      },
    ];
  }, [t, timeZone, locale, ordersAt]);
}

/** A signal that a later release has no words for is shown by its name. */
function wordsOf(reason: string, t: ReturnType<typeof useTranslations<"review">>): string {
  const key = `reasons.${reason}` as "reasons.webdriver";
  return t.has(key) ? t(key) : reason.replaceAll("_", " ");
}

function useFilterChoices(): Filter[] {
  const t = useTranslations("review");
  return [
    { kind: "text", name: "reference", label: t("find") },
    {
      ...({ kind: "select", name: "state", label: t("state"), all: t("anyState") } as const),
      options: REVIEW_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
  ];
}
