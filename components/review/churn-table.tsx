"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import type { ChurnSpan, ChurnWire } from "#lib/reservations/churn-contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { dateText } from "../ui/date-text.ts";

/** A page of those who hold seats again and again. Whom the list of reviews has as well is found there by the same reference. */
export function ChurnTable(props: {
  timeZone: string;
  people: readonly ChurnWire[];
  span: ChurnSpan;
  /** The address of the list of reviews. */
  reviewsAt: string;
}) {
  const t = useTranslations("review.churn");
  return (
    <DataTable
      name="churn"
      label={t("title")}
      rows={props.people}
      rowId={({ reference }) => reference}
      columns={useColumns(props)}
      sorting="server"
      empty={<EmptyState title={t(`empty.${props.span}`)}>{t("emptyText")}</EmptyState>}
    />
  );
}

function useColumns({ timeZone, reviewsAt }: { timeZone: string; reviewsAt: string }): DataColumn<ChurnWire>[] {
  const t = useTranslations("review");
  const locale = useLocale();
  return useMemo(
    () => [
      {
        id: "reference",
        header: t("reference"),
        cell: ({ reference, person, is_listed }) => (
          <span className="flex flex-col">
            {is_listed ? (
              <Link
                href={`${reviewsAt}?${new URLSearchParams({ reference })}`}
                className="tabular whitespace-nowrap font-semibold underline"
              >
                {reference}
              </Link>
            ) : (
              <span className="tabular whitespace-nowrap font-semibold">{reference}</span>
            )}
            <span className="text-ink-soft text-sm">{t(`churn.person.${person}`)}</span>
          </span>
        ),
      },
      {
        id: "happened",
        header: t("churn.happened"),
        cell: ({ waits, proofs_asked }) => (
          <span className="flex flex-col items-start gap-1">
            {waits > 0 ? <Badge tone="warn">{t("churn.waits", { count: waits })}</Badge> : null}
            {proofs_asked > 0 ? <Badge tone="bad">{t("churn.proofs", { count: proofs_asked })}</Badge> : null}
          </span>
        ),
      },
      {
        id: "abandoned",
        header: t("churn.abandoned"),
        align: "end",
        cell: ({ holds_abandoned }) => <span className="tabular">{holds_abandoned}</span>,
      },
      {
        id: "held",
        header: t("churn.held"),
        align: "end",
        cell: ({ seats_held }) => <span className="tabular">{seats_held}</span>,
      },
      {
        id: "seen",
        header: t("seen"),
        cell: ({ last_at }) => (
          <span className="tabular whitespace-nowrap text-sm">
            {dateText(last_at, { timeZone, style: "kept", locale })}
          </span>
        ),
      },
    ],
    [t, timeZone, locale, reviewsAt],
  );
}
