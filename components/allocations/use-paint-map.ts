"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { polygonContains } from "#lib/seating/geometry";
import { type Detail, toHall, zoomFor } from "../seat-map/map-camera.ts";
import { createMapController, type MapController } from "../seat-map/map-controller.ts";
import type { MapModel } from "../seat-map/map-geometry.ts";
import { listenToGestures, type PointerDrag } from "../seat-map/map-gestures.ts";
import { type SeatIndex, sectionAt } from "../seat-map/seat-index.ts";
import { createPaintPainter } from "./paint-painter.ts";
import { type PaintState, type PaintStore, seatsBetween, seatsOfSection, seatsOfUnit } from "./paint-store.ts";

export type PaintRefs = {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly plane: RefObject<HTMLDivElement | null>;
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly seats: RefObject<SVGGElement | null>;
  readonly marks: RefObject<SVGGElement | null>;
  readonly texts: RefObject<SVGGElement | null>;
};

type Hall = { readonly model: MapModel; readonly index: SeatIndex; readonly store: PaintStore };
export type Settled = { readonly k: number; readonly detail: Detail };

/** How far beside a seat a press may land, in CSS pixels. */
const REACH_PX = { mouse: 10, touch: 22 } as const;

/** Connects the map with its elements: draws the state, moves by gestures, and chooses what is pressed or drawn around. */
export function usePaintMap(refs: PaintRefs, { model, index, store }: Hall, looks: ReadonlyMap<number, number>) {
  const [map, setMap] = useState<MapController>();
  const [settled, setSettled] = useState<Settled>({ k: 1, detail: "sections" });
  const looksRef = useRef(looks);
  const repaint = useRef<() => void>(() => undefined);

  useEffect(() => {
    const [frame, plane, svg] = [refs.frame.current, refs.plane.current, refs.svg.current];
    const [seats, marks, texts] = [refs.seats.current, refs.marks.current, refs.texts.current];
    if (!frame || !plane || !svg || !seats || !marks || !texts) return;
    const painter = createPaintPainter({ seats, marks, texts }, model, index);
    const shown = { hovered: 0, line: "" };
    let drawn: PaintState | undefined;
    let resting: { view: Parameters<typeof painter.write>[0]; detail: Detail } | undefined;
    const write = () => {
      const { selected } = store.getState();
      if (resting) painter.write(resting.view, { detail: resting.detail, selected });
    };
    const draw = () => {
      const state = store.getState();
      const isOther = (["board", "allocationOf", "isKnown"] as const).some((part) => state[part] !== drawn?.[part]);
      if (isOther) painter.paint(state, looksRef.current);
      painter.mark(state, shown);
      if (state.selected !== drawn?.selected) write();
      drawn = state;
    };
    const show = (part: Partial<typeof shown>) => {
      Object.assign(shown, part);
      painter.mark(store.getState(), shown);
    };
    repaint.current = () => painter.paint(store.getState(), looksRef.current);
    draw();
    const controller = createMapController({
      ...{ frame, plane, svg, size: model.layout, pitch: model.layout.pitch, extent: () => ({ bounds: model.bounds }) },
      onSettle: ({ k }, detail, view) => {
        resting = { view, detail };
        write();
        setSettled((before) => (before.k === k && before.detail === detail ? before : { k, detail }));
      },
    });
    const stopDrawing = store.subscribe(draw);
    const stopListening = listen(frame, controller, { hall: { model, index, store }, show });
    setMap(controller);
    return () => {
      stopDrawing();
      stopListening();
      controller.destroy();
    };
  }, [model, index, store, refs]);

  useEffect(() => {
    looksRef.current = looks;
    repaint.current();
  }, [looks]);

  return { map, settled };
}

type Listening = { hall: Hall; show: (part: { hovered?: number; line?: string }) => void };

function listen(frame: HTMLElement, map: MapController, { hall, show }: Listening): () => void {
  const { model, index, store } = hall;
  let isShift = false;
  const note = (event: PointerEvent) => {
    isShift = event.shiftKey;
  };
  const at = (px: number, py: number) => toHall(map.camera(), px, py);
  const seatNear = (px: number, py: number, reachPx: number) => {
    if (map.detail() === "sections") return 0;
    const { pitch } = model.layout;
    return index.seatAt(...at(px, py), Math.max(pitch * 0.6, Math.min(pitch * 1.2, reachPx / map.camera().k)));
  };
  const press = (seat: number) => {
    const { unit, anchor } = store.getState();
    if (isShift) store.add(seatsBetween(model, anchor, seat));
    else store.toggle(seatsOfUnit(model, seat, unit));
  };
  frame.addEventListener("pointerdown", note, { capture: true });
  const stop = listenToGestures(frame, map, {
    onHover: (point) => show({ hovered: point ? seatNear(...point, REACH_PX.mouse) : 0 }),
    onTap: (px, py, isTouch) => {
      const { unit } = store.getState();
      const seat = seatNear(px, py, isTouch ? REACH_PX.touch : REACH_PX.mouse);
      if (seat > 0) return press(seat);
      const section = sectionAt(model, ...at(px, py));
      const there = model.sections[section];
      if (!there) return;
      if (unit === "section" || there.kind === "standing") store.toggle(seatsOfSection(model, section));
      else if (map.detail() === "sections") map.flyTo(there.box, zoomFor("seats", model.layout.pitch));
    },
    onDoubleTap: (px, py) => {
      const seat = seatNear(px, py, REACH_PX.mouse);
      // Two quick presses on a seat are two presses, not a zoom.
      if (seat > 0) press(seat);
      else map.zoom(2, px, py);
    },
    takeDrag: ([px, py], event) =>
      store.getState().isLasso && event.buttons !== 4 ? lasso(hall, { from: at(px, py), at, show }) : undefined,
  });
  return () => {
    stop();
    frame.removeEventListener("pointerdown", note, { capture: true });
  };
}

type Point = readonly [number, number];
type Drawing = { from: Point; at: (px: number, py: number) => Point; show: Listening["show"] };

/** Draws a line around seats; those inside are chosen besides the others. */
function lasso({ model, index, store }: Hall, { from, at, show }: Drawing): PointerDrag {
  const line: number[] = [...from];
  const end = () => show({ line: "" });
  return {
    move: (px, py) => {
      line.push(...at(px, py));
      const corners = line.map((value) => Math.round(value * 10) / 10);
      const steps = Array.from({ length: corners.length / 2 }, (_, i) => `${corners[2 * i]} ${corners[2 * i + 1]}`);
      show({ line: `M${steps.join("L")}Z` });
    },
    cancel: end,
    end: () => {
      end();
      const [xs, ys] = [line.filter((_, i) => i % 2 === 0), line.filter((_, i) => i % 2 === 1)];
      const [left, right] = [Math.min(...xs), Math.max(...xs)];
      const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
      const inBox = index.seatsIn({ left, right, top, bottom });
      store.add(inBox.filter((id) => polygonContains(line, model.x[id] ?? 0, model.y[id] ?? 0)));
    },
  };
}
