"use client";

import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { PaintMap } from "#components/allocations/paint-map";
import { PaintTools } from "#components/allocations/paint-tools";
import { LevelCards } from "#components/painting/level-cards";
import { RepaintCard } from "#components/painting/repaint-card";
import { NO_LEVEL, NOT_FOR_SALE } from "#lib/seating/painting/level-of-seats";
import { looksOf } from "../allocations/allocation-look.ts";
import type { Painted } from "../allocations/paint-store.ts";
import type { SeatsEvent } from "../allocations/seats-event.ts";
import { useLiveStore } from "../allocations/use-live-store.ts";
import type { MapModel } from "../seat-map/map-geometry.ts";
import type { SeatIndex } from "../seat-map/seat-index.ts";
import { usePainting } from "./use-painting.ts";

type Props = { event: SeatsEvent; mayWrite: boolean; model: MapModel; index: SeatIndex };

/** The map with the price levels painted on it, beside them with their seats and what these are worth together. */
export function PricesRoom({ event, mayWrite, model: sold, index }: Props) {
  const t = useTranslations("allocations.prices");
  const typedField = useRef<HTMLInputElement>(null);
  // What is wanted decides what is for sale here, not what was when the page came.
  const model = useMemo(() => ({ ...sold, level: new Uint8Array(sold.level.length) }), [sold]);
  const painting = usePainting(event, sold);
  const painted = useMemo(() => paintedBy(model, painting.wanted), [model, painting.wanted]);
  const store = useLiveStore({ event, painted, model });
  const looks = useMemo(() => looksOf(event.priced), [event.priced]);
  const nameOf = (level: number) => event.priced.find(({ id }) => id === level)?.name ?? t("notForSale");
  return (
    <div className="grid min-w-0 gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <div className="h-[min(40rem,70dvh)] overflow-hidden max-sm:h-96 rounded-card border border-line">
          <PaintMap
            {...{ model, index, store, looks }}
            groupWords={nameOf}
            onFind={() => typedField.current?.focus()}
          />
        </div>
        {mayWrite ? <PaintTools model={model} store={store} typedField={typedField} /> : null}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <LevelCards {...{ event, store, looks, painting, mayWrite }} />
        {mayWrite ? <RepaintCard {...{ event, painting }} /> : null}
      </div>
    </div>
  );
}

/** Seats by the ids of their levels; those that are not for sale are in no group. */
function paintedBy(model: MapModel, wanted: Int16Array): Painted {
  const groups = new Map<number, number[]>();
  for (let position = 1; position < wanted.length; position++) {
    const level = wanted[position] ?? NO_LEVEL;
    if (level === NOT_FOR_SALE || level === NO_LEVEL) continue;
    const ids = groups.get(level) ?? [];
    ids.push(model.ids.idAt(position));
    groups.set(level, ids);
  }
  return [...groups].map(([allocation, seat_ids]) => ({ allocation, seat_ids }));
}
