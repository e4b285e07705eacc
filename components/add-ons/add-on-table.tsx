"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { AddOnWire } from "#lib/pricing/add-ons/add-on-contract";
import { inLanguage } from "#lib/pricing/add-ons/add-on-rules";
import type { DataColumn } from "../desk/table/data-column.ts";

const TONES: Record<AddOnWire["state"], BadgeTone> = {
  on_sale: "good",
  scheduled: "neutral",
  sold_out: "warn",
  over: "neutral",
  inactive: "bad",
};

/** What an event sells beside tickets, with what is sold, left and taken in. */
export function AddOnTable({
  addOns,
  base,
  mayWrite,
}: {
  addOns: readonly AddOnWire[];
  base: string;
  mayWrite: boolean;
}) {
  const t = useTranslations("add-ons");
  const href = ({ id }: AddOnWire) => `${base}/add-ons/${id}`;
  return (
    <DataTable
      label={t("title")}
      rows={addOns}
      rowId={idOf}
      columns={useColumns()}
      {...(mayWrite ? { rowHref: href } : {})}
      empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
    />
  );
}

const idOf = ({ id }: AddOnWire) => id;

function useColumns(): DataColumn<AddOnWire>[] {
  const t = useTranslations("add-ons");
  const locale = useLocale();
  return useMemo(() => {
    const money = (major: number, currency: string) => (
      <span className="tabular whitespace-nowrap">{formatMoney(toMinor(major, currency) ?? 0, currency, locale)}</span>
    );
    const count = (number: number) => <span className="tabular">{number}</span>;
    return [
      {
        id: "name",
        header: t("name"),
        cell: ({ name }) => <span className="[overflow-wrap:anywhere]">{inLanguage(name, locale)}</span>,
        value: ({ name }) => inLanguage(name, locale),
      },
      {
        id: "state",
        header: t("state"),
        cell: ({ state }) => <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>,
      },
      {
        ...{ id: "price", header: t("price"), align: "end" as const, value: ({ price }) => price },
        cell: ({ price, currency }) => money(price, currency),
      },
      {
        ...{ id: "sold", header: t("sold"), align: "end" as const, value: ({ sold }) => sold },
        cell: ({ sold, claimed }) =>
          claimed > sold ? (
            <>
              {count(sold)}{" "}
              <span className="whitespace-nowrap text-ink-soft text-sm">
                {t("beingPaid", { count: claimed - sold })}
              </span>
            </>
          ) : (
            count(sold)
          ),
      },
      {
        ...{ id: "left", header: t("left"), align: "end" as const, value: ({ left }) => left },
        cell: ({ left }) => (left === null ? t("unlimited") : count(left)),
      },
      {
        ...{ id: "revenue", header: t("revenue"), align: "end" as const, value: ({ revenue }) => revenue },
        cell: ({ revenue, currency }) => money(revenue, currency),
      },
    ];
  }, [t, locale]);
}
