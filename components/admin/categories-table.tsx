"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState, useTransition } from "react";
import { CategoryIcon } from "#components/catalog/category-icon";
import { DataTable } from "#components/desk/table/data-table";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { LiveRegion } from "#components/ui/live-region";
import { MoveButtons } from "#components/ui/move-buttons";
import { Notice } from "#components/ui/notice";
import type { AdministeredCategory } from "#lib/catalog/categories/contract";
import { textFor } from "#lib/platform/localized-text";
import type { DataColumn } from "../desk/table/data-column.ts";
import type { OrderAction, OrderState } from "./category-form-state.ts";

/** The categories in their order, which buttons change line by line; it is stored when it is saved. */
export function CategoriesTable(props: { categories: readonly AdministeredCategory[]; save: OrderAction }) {
  const t = useTranslations("categories");
  const read = props.categories.map(({ slug }) => slug);
  const [wanted, setWanted] = useState<string[]>();
  const [state, setState] = useState<OrderState>({});
  const [said, setSaid] = useState("");
  const [isPending, start] = useTransition();
  const slugs = wanted ?? read;
  const shown = slugs.flatMap((slug) => props.categories.find((each) => each.slug === slug) ?? []);
  const isChanged = slugs.join() !== read.join();
  const move = (slug: string, step: -1 | 1) => {
    const to = slugs.indexOf(slug) + step;
    if (to < 0 || to >= slugs.length) return;
    setWanted(slugs.filter((each) => each !== slug).toSpliced(to, 0, slug));
    setState({});
    setSaid(t("moved", { place: to + 1, count: slugs.length }));
  };
  const save = () =>
    start(async () => {
      setState(await props.save({ read, slugs }));
      setWanted(undefined);
    });
  return (
    <div className="flex flex-col gap-4">
      <OrderNotice state={state} />
      <LiveRegion text={said} />
      {isChanged ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="mr-auto text-ink-soft">{t("orderChanged")}</p>
          <Button variant="secondary" disabled={isPending} onClick={() => setWanted(undefined)}>
            {t("orderKeep")}
          </Button>
          <Button disabled={isPending} onClick={save}>
            {t(isPending ? "pending" : "orderSave")}
          </Button>
        </div>
      ) : null}
      <DataTable
        label={t("title")}
        rows={shown}
        rowId={({ slug }) => slug}
        columns={useColumns({ slugs, move })}
        rowHref={({ slug }) => `/admin/categories/${slug}`}
        sorting="server"
        empty={<Notice title={t("none")}>{t("noneText")}</Notice>}
      />
    </div>
  );
}

function OrderNotice({ state }: { state: OrderState }) {
  const t = useTranslations("categories");
  if (state.done)
    return (
      <Notice tone="good" urgent>
        {t("done.ordered")}
      </Notice>
    );
  if (!state.refusal) return null;
  const isChanged = state.refusal === "category_order_changed";
  return (
    <Notice tone={isChanged ? "warn" : "bad"} urgent title={isChanged ? t("orderConflict") : undefined}>
      {isChanged
        ? t("orderConflictText")
        : t(`refusals.${state.refusal === "invalid_request" ? "order" : (state.refusal as "forbidden")}`)}
    </Notice>
  );
}

type Order = { slugs: readonly string[]; move: (slug: string, step: -1 | 1) => void };

function useColumns({ slugs, move }: Order): DataColumn<AdministeredCategory>[] {
  const t = useTranslations("categories");
  const locale = useLocale();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        cell: ({ names, slug, icon }) => (
          <span className="inline-flex items-center gap-3">
            <CategoryIcon name={icon} />
            {textFor(names, locale)?.text ?? slug}
          </span>
        ),
      },
      {
        id: "state",
        header: t("state"),
        cell: ({ archived }) => (
          <Badge tone={archived ? "neutral" : "good"}>{t(archived ? "archived" : "offered")}</Badge>
        ),
      },
      { id: "events", header: t("events"), align: "end", cell: ({ events }) => events },
      {
        id: "order",
        header: t("order"),
        isFixed: true,
        cell: ({ slug, names }) => (
          <MoveButtons
            id={slug}
            name={textFor(names, locale)?.text ?? slug}
            place={slugs.indexOf(slug)}
            count={slugs.length}
            onMove={(step) => move(slug, step)}
          />
        ),
      },
    ],
    [t, locale, slugs, move],
  );
}
