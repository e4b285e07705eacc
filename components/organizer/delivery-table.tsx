"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { BulkButton } from "#components/desk/table/bulk-button";
import { BulkNotice } from "#components/desk/table/bulk-notice";
import { DataTable } from "#components/desk/table/data-table";
import { DeliveryPanel } from "#components/organizer/delivery-panel";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { DELIVERY_STATES, type DeliveryWire } from "#lib/notifications/webhooks/webhook-contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { useBulk } from "../desk/table/use-bulk.ts";
import { dateText } from "../ui/date-text.ts";
import { DELIVERY_TONES, useDeliveryWords } from "./delivery-words.ts";
import type { ReplayAction } from "./webhook-form-state.ts";

/** One page of the messages to a webhook with their results, newest first. While it is on, several can be sent again at once. */
export function DeliveryTable(props: {
  deliveries: readonly DeliveryWire[];
  replay: ReplayAction;
  isOn: boolean;
  isFiltered: boolean;
}) {
  const { deliveries, isOn } = props;
  const t = useTranslations("webhooks");
  const words = useDeliveryWords();
  const detail = useDetail();
  const open = deliveries.find(({ id }) => id === detail.id);
  const find = (id: string) => deliveries.find((delivery) => delivery.id === id);
  const nameOf = ({ type, message_id: id }: DeliveryWire) => `${words.type(type)}, ${id}`;
  const bulk = useBulk(props.replay, {
    field: "delivery_id",
    nameOf: (id) => {
      const delivery = find(id);
      return delivery && nameOf(delivery);
    },
  });
  const notice = (
    <BulkNotice
      state={bulk.state}
      done={(count) => t("log.queued", { count })}
      reason={(code) => t(`refusals.${code}`)}
    />
  );
  const states = DELIVERY_STATES.map((value) => ({ value, label: t(`log.states.${value}`) }));
  const none = <EmptyState title={t("log.empty")}>{t("log.emptyText")}</EmptyState>;
  return (
    <>
      {open ? null : notice}
      <DataTable
        label={t("log.title")}
        rows={deliveries}
        rowId={idOf}
        columns={useColumns()}
        sorting="server"
        rowHref={({ id }) => detail.href(id)}
        onOpen={({ id }) => detail.open(id)}
        openId={detail.id}
        empty={props.isFiltered ? <Notice title={t("log.none")}>{t("log.noneText")}</Notice> : none}
        tools={
          <FilterBar
            label={t("log.filters")}
            mode="server"
            filters={[
              { kind: "select", name: "state", label: t("columns.state"), all: t("log.anyState"), options: states },
            ]}
          />
        }
        bulk={
          isOn
            ? {
                nameOf,
                bar: (chosen) => (
                  <BulkButton bulk={bulk} chosen={chosen} label={t("log.replayCount", { count: chosen.ids.length })} />
                ),
              }
            : undefined
        }
      />
      {open ? (
        <SidePanel key={open.id} rowId={open.id} title={words.type(open.type)} onClose={() => detail.open(null)}>
          <DeliveryPanel delivery={open} replay={isOn ? bulk : null} notice={notice} />
        </SidePanel>
      ) : null}
    </>
  );
}

const idOf = ({ id }: DeliveryWire) => id;

function useColumns(): DataColumn<DeliveryWire>[] {
  const t = useTranslations("webhooks");
  const words = useDeliveryWords();
  const locale = useLocale();
  return useMemo(() => {
    const moment = (at: string | null) =>
      at === null ? (
        "–"
      ) : (
        <span className="tabular whitespace-nowrap text-sm">
          {dateText(at, { timeZone: "UTC", style: "kept", locale })}
        </span>
      );
    return [
      { id: "message", header: t("log.message"), cell: ({ type }) => words.type(type) },
      {
        id: "state",
        header: t("columns.state"),
        cell: ({ state }) => <Badge tone={DELIVERY_TONES[state]}>{t(`log.states.${state}`)}</Badge>,
      },
      { id: "answer", header: t("log.answer"), cell: (delivery) => words.answer(delivery) ?? "–" },
      { id: "tries", header: t("log.tries"), align: "end", cell: ({ attempts }) => attempts },
      { id: "made", header: t("log.made"), cell: ({ created_at: at }) => moment(at) },
      {
        id: "next",
        header: t("log.nextTry"),
        cell: ({ next_attempt_at: at }) => moment(at),
      },
    ];
  }, [t, words, locale]);
}
