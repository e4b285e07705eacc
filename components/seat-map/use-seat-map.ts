"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { readState } from "#lib/seating/seat-state";
import type { Detail } from "./map-camera.ts";
import { createMapController, type MapController } from "./map-controller.ts";
import { type GestureTargets, listenToGestures } from "./map-gestures.ts";
import { createMapPainter, type Highlights } from "./map-painter.ts";
import { touchedSections } from "./seat-paths.ts";
import { isFree, type SessionState } from "./session-rules.ts";

export type MapRefs = {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly plane: RefObject<HTMLDivElement | null>;
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly seats: RefObject<SVGGElement | null>;
  readonly marks: RefObject<SVGGElement | null>;
  readonly texts: RefObject<SVGGElement | null>;
};

export type Settled = { readonly k: number; readonly detail: Detail };

/**
 * Connects the map with its elements: paints the session's state, moves by gestures, and updates React only at rest. `hovered`
 * is drawn with a ring.
 */
export function useSeatMap(refs: MapRefs, hovered: number, targets: (map: MapController) => GestureTargets) {
  const { model, index, session } = useSeatRoom();
  const [map, setMap] = useState<MapController>();
  const [settled, setSettled] = useState<Settled>({ k: 1, detail: "sections" });
  const hoveredRef = useRef(hovered);
  const drawRef = useRef<() => void>(() => undefined);
  const targetsRef = useRef(targets);
  targetsRef.current = targets;

  useEffect(() => {
    const { frame, plane, svg, seats, marks, texts } = valuesOf(refs);
    if (!frame || !plane || !svg || !seats || !marks || !texts) return;
    const painter = createMapPainter({ seats, marks, texts }, model, index);
    let shown: SessionState | undefined;
    let resting: { view: Parameters<typeof painter.label>[0]; detail: Detail } | undefined;

    const label = () => {
      const { board, selected } = session.store.getState();
      if (resting)
        painter.label(resting.view, resting.detail, (id) => isFree(model, board, id) && !selected.includes(id));
    };
    const draw = () => {
      const state = session.store.getState();
      if (state.board !== shown?.board)
        painter.paint(state.board.states, changedSections(model.seatCount, shown, state, model));
      if (state.filters !== shown?.filters) painter.dim((level, kind) => isDimmed(state.filters, level, kind));
      painter.highlight(highlightsOf(state, hoveredRef.current));
      const isRelabelled = shown && (state.board !== shown.board || state.selected !== shown.selected);
      shown = state;
      if (isRelabelled && resting?.detail === "numbers") label();
    };
    drawRef.current = draw;
    draw();
    const controller = createMapController({
      frame,
      plane,
      svg,
      extent: () => ({ bounds: model.bounds }),
      size: model.layout,
      pitch: model.layout.pitch,
      onSettle: ({ k }, detail, view) => {
        resting = { view, detail };
        label();
        setSettled((before) => (before.k === k && before.detail === detail ? before : { k, detail }));
      },
    });
    const stopDrawing = session.store.subscribe(draw);
    const stopListening = listenToGestures(frame, controller, {
      onTap: (...args) => targetsRef.current(controller).onTap(...args),
      onDoubleTap: (...args) => targetsRef.current(controller).onDoubleTap(...args),
      onHover: (at) => targetsRef.current(controller).onHover(at),
    });
    setMap(controller);
    return () => {
      stopDrawing();
      stopListening();
      controller.destroy();
    };
  }, [model, index, session, refs]);

  useEffect(() => {
    hoveredRef.current = hovered;
    drawRef.current();
  }, [hovered]);

  return { map, settled };
}

function valuesOf(refs: MapRefs) {
  return {
    frame: refs.frame.current,
    plane: refs.plane.current,
    svg: refs.svg.current,
    seats: refs.seats.current,
    marks: refs.marks.current,
    texts: refs.texts.current,
  };
}

/** Sections whose seats differ between two boards; every section the first time. */
function changedSections(
  seatCount: number,
  shown: SessionState | undefined,
  state: SessionState,
  model: Parameters<typeof touchedSections>[0],
): Iterable<number> {
  if (!shown) return model.sections.keys();
  const changed: number[] = [];
  const [before, now] = [shown.board.states, state.board.states];
  for (let byte = 0; byte < now.length; byte++) {
    if (before[byte] === now[byte]) continue;
    for (let id = byte * 4 + 1; id <= Math.min(byte * 4 + 4, seatCount); id++) {
      if (readState(before, id) !== readState(now, id)) changed.push(id);
    }
  }
  return touchedSections(model, changed);
}

function highlightsOf(state: SessionState, hovered: number): Highlights {
  return { selected: state.selected, proposed: state.proposal?.seatIds ?? [], hovered, cursor: state.cursor };
}

/** As `isWanted` judges a seat, said of a whole batch; without any filter nothing is faded, wheelchair places included. */
function isDimmed(filters: SessionState["filters"], level: number, kind: number): boolean {
  if (filters.level !== undefined && filters.level !== level) return true;
  return filters.accessible && kind !== 1 && kind !== 2;
}
