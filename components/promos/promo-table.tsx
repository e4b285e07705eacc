"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { DataTable } from "#components/desk/table/data-table";
import { useToast } from "#components/desk/toast/toaster";
import { BatchEnd } from "#components/promos/batch-end";
import { PromoFacts } from "#components/promos/promo-facts";
import { type PromoEvent, STATE_TONES, usePromoWords } from "#components/promos/promo-words";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import type { PromoOrderList } from "#lib/orders/reading/promo-orders-contract";
import { type BatchWire, KINDS, type PromoWire, STATES } from "#lib/pricing/promo/managing/promo-contract";
import { call } from "../api/call.ts";
import type { Filter } from "../desk/filters/filter.ts";
import type { Bulk } from "../desk/table/bulk.ts";
import type { DataColumn } from "../desk/table/data-column.ts";

/** A page of an event's codes; one opens beside the list with the orders that used it. */
export function PromoTable(props: {
  event: PromoEvent;
  codes: readonly PromoWire[];
  batches: readonly BatchWire[];
  /** The code of the address that is open, with its orders; `closed` for a role that reads no orders. */
  open: { promo: PromoWire; orders: PromoOrderList | "closed" } | undefined;
  batch: BatchWire | undefined;
  base: string;
  mayWrite: boolean;
  isFiltered: boolean;
}) {
  const { event, codes, open, mayWrite, batch } = props;
  const t = useTranslations("promos");
  const detail = useDetail();
  const end = useDeactivation(event.id);
  const bulk: Bulk<PromoWire> = {
    nameOf: ({ code }) => code,
    canSelect: ({ state }) => state !== "inactive",
    bar: ({ ids, select }) => (
      <Button variant="danger" onClick={() => void end({ ids: [...ids] }).then(() => select([]))}>
        {t("deactivateMany", { count: ids.length })}
      </Button>
    ),
  };
  return (
    <>
      {batch && mayWrite ? <BatchEnd batch={batch} end={() => end({ batch_id: batch.id })} /> : null}
      <DataTable
        label={t("title")}
        rows={codes}
        rowId={idOf}
        columns={useColumns(event)}
        sorting="server"
        rowHref={({ id }) => detail.href(id)}
        onOpen={({ id }) => detail.open(id)}
        openId={detail.id}
        {...(mayWrite ? { bulk } : {})}
        empty={
          props.isFiltered ? (
            <Notice title={t("none")}>{t("noneText")}</Notice>
          ) : (
            <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
          )
        }
        tools={<FilterBar label={t("filters")} mode="server" filters={useFilterChoices(props.batches)} />}
      />
      {open ? (
        <SidePanel key={open.promo.id} rowId={open.promo.id} title={open.promo.code} onClose={() => detail.open(null)}>
          <PromoFacts event={event} promo={open.promo} orders={open.orders} base={props.base} mayWrite={mayWrite} />
        </SidePanel>
      ) : null}
    </>
  );
}

const idOf = ({ id }: PromoWire) => id;

/** Ends codes or a batch, says how many it were, and shows the list as it is then. */
function useDeactivation(eventId: number) {
  const t = useTranslations("promos");
  const toast = useToast();
  const router = useRouter();
  return async (body: { ids: string[] } | { batch_id: string }) => {
    const answer = await call("POST /api/v1/events/{id}/promo-codes/deactivation", { params: { id: eventId }, body });
    if (answer.ok) toast({ text: t("done", { count: answer.value.deactivated }) });
    else toast({ text: t(answer.status === 403 ? "refusals.forbidden" : "refusals.unreachable") });
    router.refresh();
  };
}

function useColumns(event: PromoEvent): DataColumn<PromoWire>[] {
  const t = useTranslations("promos");
  const words = usePromoWords(event);
  return useMemo(
    () => [
      {
        id: "code",
        header: t("code"),
        cell: ({ code }) => <span className="tabular [overflow-wrap:anywhere] md:whitespace-nowrap">{code}</span>,
      },
      { id: "discount", header: t("discount"), cell: (promo) => words.off(promo) },
      {
        id: "state",
        header: t("state"),
        cell: ({ state }) => <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>,
      },
      {
        id: "uses",
        header: t("uses"),
        align: "end",
        cell: (promo) => <span className="tabular whitespace-nowrap">{words.uses(promo)}</span>,
      },
      { id: "until", header: t("until"), cell: (promo) => words.window(promo) },
      { id: "batch", header: t("batch"), cell: ({ batch }) => batch?.name ?? "–" },
    ],
    [t, words],
  );
}

function useFilterChoices(batches: readonly BatchWire[]): Filter[] {
  const t = useTranslations("promos");
  return [
    { kind: "text", name: "q", label: t("find") },
    {
      ...({ kind: "select", name: "state", label: t("state"), all: t("anyState") } as const),
      options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      ...({ kind: "select", name: "kind", label: t("kind"), all: t("anyKind") } as const),
      options: KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    ...(batches.length === 0
      ? []
      : [
          {
            ...({ kind: "select", name: "batch_id", label: t("batch"), all: t("anyBatch") } as const),
            options: batches.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]),
  ];
}
