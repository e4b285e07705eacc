"use client";

import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { MapControls } from "#components/seat-map/map-controls";
import { MapScene } from "#components/seat-map/map-scene";
import { LiveRegion } from "#components/ui/live-region";
import { seatWordsOf } from "#lib/seating/seat-words";
import type { MapModel } from "../seat-map/map-geometry.ts";
import { rowOf, seatNumber, sectionOf } from "../seat-map/map-geometry.ts";
import { sectionTexts } from "../seat-map/map-texts.ts";
import type { SeatIndex } from "../seat-map/seat-index.ts";
import { classNames } from "../ui/class-names.ts";
import { usePaintKeys } from "./paint-keys.ts";
import { type PaintStore, seatNow } from "./paint-store.ts";
import { type PaintRefs, type Settled, usePaintMap } from "./use-paint-map.ts";

/** The map of an event's seats: what is chosen on it is set aside. One tab stop; its keys are said to screen readers. */
export function PaintMap(props: {
  model: MapModel;
  index: SeatIndex;
  store: PaintStore;
  looks: ReadonlyMap<number, number>;
  /** What the group of a seat means, in words. */
  groupWords: (group: number) => string | undefined;
  onFind: () => void;
}) {
  const { model, index, store, looks } = props;
  const t = useTranslations("allocations.map");
  const refs = usePaintRefs();
  const { map, settled } = usePaintMap(refs, { model, index, store }, looks);
  const isLasso = useStore(store, (state) => state.isLasso);
  const [said, say] = useState("");
  const words = usePaintWords(props);
  const onKeyDown = usePaintKeys({ model, store, map, say, words });
  return (
    <div className="seat-room paint-map relative h-full w-full">
      <div
        ref={refs.frame}
        className={classNames("seat-frame h-full w-full", isLasso && "is-lasso")}
        role="application"
        aria-label={t("label")}
        aria-describedby="paint-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map has the keyboard, as an application does
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div ref={refs.plane} className="seat-plane">
          <MapScene
            model={model}
            svg={refs.svg}
            seats={refs.seats}
            marks={refs.marks}
            texts={refs.texts}
            areas={<Areas model={model} store={store} />}
            labels={<Labels model={model} settled={settled} />}
          />
        </div>
      </div>
      <p id="paint-keys" className="sr-only">
        {t("keys")}
      </p>
      <LiveRegion text={said} />
      {map ? <MapControls map={map} onFind={props.onFind} /> : null}
    </div>
  );
}

/** The sections as shapes; one whose places are all chosen has a thick edge, since standing places are not drawn. */
function Areas({ model, store }: { model: MapModel; store: PaintStore }) {
  const selected = useStore(store, (state) => state.selected);
  return (
    <g>
      {model.sections.map(({ index, shape, firstId, capacity }) => {
        const isChosen =
          selected.size >= capacity &&
          Array.from({ length: capacity }, (_, i) => firstId + i).every((id) => selected.has(id));
        return <path key={index} d={shape} className={classNames("paint-area", isChosen && "is-chosen")} />;
      })}
    </g>
  );
}

/** The sections' names where no seats are drawn, and those of standing places always. */
function Labels({ model, settled: { k, detail } }: { model: MapModel; settled: Settled }) {
  const texts = useMemo(() => sectionTexts(model, k), [model, k]);
  return (
    <g className="section-labels" style={{ fontSize: 13 / k }}>
      {texts.map(({ section, lines }) =>
        lines > 0 && (detail === "sections" || section.kind === "standing") ? (
          <text key={section.index} x={section.label[0]} y={section.label[1]} className="section-label">
            <tspan className="section-name">{section.name}</tspan>
          </text>
        ) : null,
      )}
    </g>
  );
}

/** A seat in words: its name, what became of it, for whom it is set aside, and whether it is chosen. */
function usePaintWords({
  model,
  store,
  groupWords,
}: {
  model: MapModel;
  store: PaintStore;
  groupWords: (group: number) => string | undefined;
}) {
  const t = useTranslations("allocations.map");
  const name = useTranslations("seat-name.whole");
  return (id: number): string => {
    const state = store.getState();
    const [section, row] = [sectionOf(model, id), rowOf(model, id)];
    const key = seatWordsOf({ row: row?.label ?? "", isTable: section.kind === "tables" });
    const seat = name(key, { section: section.name, row: row?.label ?? "", number: seatNumber(model, id) });
    const group = groupWords(state.allocationOf[id] ?? 0);
    return [
      ...[seat, t(`now.${seatNow(model, state, id)}`)],
      ...(group === undefined ? [] : [group]),
      ...(state.selected.has(id) ? [t("isChosen")] : []),
    ].join(", ");
  };
}

function usePaintRefs(): PaintRefs {
  const frame = useRef<HTMLDivElement>(null);
  const plane = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const seats = useRef<SVGGElement>(null);
  const marks = useRef<SVGGElement>(null);
  const texts = useRef<SVGGElement>(null);
  return useRef<PaintRefs>({ frame, plane, svg, seats, marks, texts }).current;
}
