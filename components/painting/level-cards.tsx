"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useStore } from "zustand";
import { OpenSeat } from "#components/allocations/open-seat";
import { LevelGlyph } from "#components/seat-map/level-glyph";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { formatMoney } from "#lib/platform/money";
import { NO_LEVEL, NOT_FOR_SALE } from "#lib/seating/painting/level-of-seats";
import type { PaintStore } from "../allocations/paint-store.ts";
import type { SeatsEvent } from "../allocations/seats-event.ts";
import { useFocusNext } from "../ui/focus-next.ts";
import type { PaintingHere } from "./use-painting.ts";

type Props = {
  event: SeatsEvent;
  store: PaintStore;
  looks: ReadonlyMap<number, number>;
  painting: PaintingHere;
  mayWrite: boolean;
};

/** The legend of the map, the brushes and the sums in one: each level with its seats, and a button that gives it to what is chosen. */
export function LevelCards({ event, store, looks, painting, mayWrite }: Props) {
  const t = useTranslations("allocations.prices");
  const locale = useLocale();
  const selected = useStore(store, (state) => state.selected);
  const focusNext = useFocusNext();
  const seatsOf = useMemo(() => positionsByLevel(painting.wanted), [painting.wanted]);
  const money = (minor: number) => formatMoney(minor, event.currency, locale);
  const worth = event.priced.reduce((sum, { id, priceMinor }) => sum + (seatsOf.get(id)?.length ?? 0) * priceMinor, 0);
  const rows = [
    ...event.priced.map(({ id, name, priceMinor }) => ({ id, name, priceMinor })),
    { id: NOT_FOR_SALE, name: t("notForSale"), priceMinor: undefined },
  ];
  const give = (level: number) => {
    painting.paint([...selected], level);
    store.clear();
    focusNext("painted-levels");
  };
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="painted-levels" tabIndex={-1} className="text-heading" aria-live="polite">
          {selected.size > 0 ? t("chosen", { count: selected.size }) : t("levels")}
        </h2>
        {selected.size > 0 ? (
          <Button variant="quiet" onClick={store.clear}>
            {t("clear")}
          </Button>
        ) : null}
      </div>
      <p className="text-ink-soft">{t(mayWrite ? (selected.size > 0 ? "give" : "none") : "readOnly")}</p>
      <ul className="flex flex-col divide-y divide-line">
        {rows.map(({ id, name, priceMinor }) => {
          const seats = seatsOf.get(id) ?? [];
          return (
            <li key={id} className="flex flex-col gap-1 py-3">
              <div className="flex items-center gap-3">
                <span className="seat-room flex">
                  {id === NOT_FOR_SALE ? <OpenSeat /> : <LevelGlyph level={looks.get(id) ?? 0} />}
                </span>
                <h3 className="min-w-0 flex-1 font-semibold [overflow-wrap:anywhere]">{name}</h3>
                {priceMinor === undefined ? null : <span className="tabular">{money(priceMinor)}</span>}
              </div>
              <div className="flex flex-wrap items-center justify-between gap-x-3">
                <p className="tabular text-sm">
                  {priceMinor === undefined
                    ? t("seats", { count: seats.length })
                    : t("worth", { count: seats.length, sum: money(seats.length * priceMinor) })}
                </p>
                {mayWrite && seats.length > 0 ? (
                  <Button variant="quiet" aria-label={t("allNamed", { name })} onClick={() => store.add(seats)}>
                    {t("all")}
                  </Button>
                ) : null}
              </div>
              {mayWrite && selected.size > 0 ? (
                <Button variant="secondary" aria-label={t("giveNamed", { name })} onClick={() => give(id)}>
                  {t(id === NOT_FOR_SALE ? "close" : "giveThis")}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      <p className="flex justify-between gap-3 border-line border-t pt-3 font-semibold">
        <span>{t("total")}</span>
        <span className="tabular">{money(worth)}</span>
      </p>
    </Card>
  );
}

function positionsByLevel(wanted: Int16Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let position = 1; position < wanted.length; position++) {
    const level = wanted[position] ?? NO_LEVEL;
    const own = found.get(level) ?? [];
    own.push(position);
    found.set(level, own);
  }
  return found;
}
