"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { zoomFor } from "../seat-map/map-camera.ts";
import type { MapController } from "../seat-map/map-controller.ts";
import { type MapModel, NO_ROW } from "../seat-map/map-geometry.ts";
import { type Step, stepFrom } from "../seat-map/seat-navigation.ts";
import { type PaintStore, seatsBetween, seatsOfUnit } from "./paint-store.ts";

const STEPS: Record<string, Step> = {
  ...{ ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" },
  ...{ Home: "row-start", End: "row-end", PageUp: "page-up", PageDown: "page-down" },
};

type Keys = {
  model: MapModel;
  store: PaintStore;
  map: MapController | undefined;
  say: (text: string) => void;
  words: (id: number) => string;
};

/**
 * The keys of the map: arrows walk, Space and Enter choose what one press takes, with Shift all seats up to there, `r` a row, `s` a section,
 * Escape nothing; plus, minus and zero zoom.
 */
export function usePaintKeys({ model, store, map, say, words }: Keys) {
  const t = useTranslations("allocations.map");
  const goTo = (id: number) => {
    store.setCursor(id);
    const [x, y] = [model.x[id] ?? 0, model.y[id] ?? 0];
    const near = zoomFor("rows", model.layout.pitch) * 1.1;
    if (map && map.camera().k < near) {
      const half = { x: map.viewport().width / 2 / near, y: map.viewport().height / 2 / near };
      map.flyTo({ left: x - half.x, right: x + half.x, top: y - half.y, bottom: y + half.y });
    } else map?.reveal(x, y);
    say(words(id));
  };
  const choose = (ids: readonly number[]) => {
    store.toggle(ids);
    say(t("chosen", { count: store.getState().selected.size }));
  };
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey || event.ctrlKey) return;
    const { cursor, unit, anchor } = store.getState();
    const from = cursor || firstSeat(model);
    const step = STEPS[event.key];
    if (step) goTo(cursor === 0 ? from : stepFrom(model, from, step));
    else if (event.key === "Enter" || event.key === " ") {
      if (cursor === 0) goTo(from);
      else if (event.shiftKey) {
        store.add(seatsBetween(model, anchor, cursor));
        say(t("chosen", { count: store.getState().selected.size }));
      } else choose(seatsOfUnit(model, cursor, unit));
    } else if (event.key === "r") choose(seatsOfUnit(model, from, "row"));
    else if (event.key === "s") choose(seatsOfUnit(model, from, "section"));
    else if (event.key === "Escape") store.clear();
    else if (event.key === "+" || event.key === "=") map?.zoomStep(1.6);
    else if (event.key === "-") map?.zoomStep(1 / 1.6);
    else if (event.key === "0") map?.fit();
    else return;
    event.preventDefault();
  };
}

function firstSeat(model: MapModel): number {
  for (let id = 1; id <= model.seatCount; id++) if (model.row[id] !== NO_ROW) return id;
  return 1;
}
