"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { AllocationCards } from "#components/allocations/allocation-cards";
import { AllocationForm } from "#components/allocations/allocation-form";
import { PaintMap } from "#components/allocations/paint-map";
import { PaintTools } from "#components/allocations/paint-tools";
import { RemoveAllocation } from "#components/allocations/remove-allocation";
import { type Paint, SelectionCard } from "#components/allocations/selection-card";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { AllocationList } from "#lib/seating/allocations/allocation-contract";
import { call } from "../api/call.ts";
import type { MapModel } from "../seat-map/map-geometry.ts";
import type { SeatIndex } from "../seat-map/seat-index.ts";
import { looksOf } from "./allocation-look.ts";
import type { SeatsEvent } from "./seats-event.ts";
import { useLiveStore } from "./use-live-store.ts";

export type SeatsRoomProps = {
  event: SeatsEvent;
  list: AllocationList;
  base: string;
  mayWrite: boolean;
  model: MapModel;
  index: SeatIndex;
};

/** The name of the panel for a new allocation in the address. */
const NEW = "new";

/** The map with what is chosen on it, beside the allocations with their counts. An allocation opens in a panel, and the choice stays. */
export function SeatsRoom({ event, list, base, mayWrite, model, index }: SeatsRoomProps) {
  const t = useTranslations("allocations");
  const word = useTranslations("allocations.map");
  const { allocations } = list;
  const detail = useDetail();
  const typedField = useRef<HTMLInputElement>(null);
  const store = useLiveStore({ event, painted: list.seats, model });
  const looks = useMemo(() => looksOf(allocations), [allocations]);
  const paint = usePaint({ eventId: event.id, model, revision: list.painting_revision });
  const open = allocations.find(({ id }) => String(id) === detail.id);
  const close = () => detail.open(null);
  return (
    <div className="grid min-w-0 gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <div className="h-[min(40rem,70dvh)] overflow-hidden max-sm:h-96 rounded-card border border-line">
          <PaintMap
            {...{ model, index, store, looks }}
            groupWords={(id) =>
              id === 0 ? undefined : word("for", { name: allocations.find((each) => each.id === id)?.name ?? "" })
            }
            onFind={() => typedField.current?.focus()}
          />
        </div>
        {mayWrite ? <PaintTools model={model} store={store} typedField={typedField} /> : null}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {event.isDraft ? <Notice>{t("draft")}</Notice> : null}
        {mayWrite ? <SelectionCard {...{ model, store, allocations, paint }} /> : null}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="text-heading">{t("setAside")}</h2>
          {mayWrite ? (
            <Button variant="secondary" data-row={NEW} onClick={() => detail.open(NEW)}>
              {t("new")}
            </Button>
          ) : null}
        </div>
        {allocations.length === 0 ? <p className="text-ink-soft">{t("empty")}</p> : null}
        <AllocationCards {...{ event, model, store, allocations, looks, base, mayWrite }} open={detail.open} />
      </div>
      {mayWrite && (open || detail.id === NEW) ? (
        <SidePanel
          key={detail.id}
          rowId={detail.id ?? NEW}
          title={open ? t("changeNamed", { name: open.name }) : t("new")}
          onClose={close}
        >
          <div className="flex flex-col gap-8">
            <AllocationForm event={event} {...(open ? { allocation: open } : {})} onDone={close} />
            {open ? <RemoveAllocation eventId={event.id} allocation={open} onDone={close} /> : null}
          </div>
        </SidePanel>
      ) : null}
    </div>
  );
}

/** Paints by the revision that the page has. Where another organizer painted meanwhile, the page is read again and the choice stays. */
function usePaint({ eventId, model, revision }: { eventId: number; model: MapModel; revision: number }): Paint {
  const t = useTranslations("allocations.selection");
  const toast = useToast();
  const router = useRouter();
  return async (positions, allocation) => {
    const seat_ids = positions.map(model.ids.idAt);
    const answer = await call("POST /api/v1/events/{id}/seat-painting", {
      params: { id: eventId },
      body: { revision, changes: [{ seat_ids, allocation }] },
    });
    router.refresh();
    if (!answer.ok) return answer.refusal;
    toast({ text: t(allocation === null ? "takenOut" : "done", { count: answer.value.changed }) });
    return undefined;
  };
}
