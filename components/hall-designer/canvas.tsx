"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useRoom } from "#components/hall-designer/designer-room";
import { Overlay, SelectionFrames } from "#components/hall-designer/overlay";
import { ToolBar } from "#components/hall-designer/tool-bar";
import { unionOf } from "#lib/seating/plan/drawn-seats";
import { boxOfBackground } from "#lib/seating/plan/edits/background";
import { toHall } from "../seat-map/map-camera.ts";
import { createMapController, type MapController } from "../seat-map/map-controller.ts";
import { listenToGestures } from "../seat-map/map-gestures.ts";
import type { DesignerState } from "./designer-store.ts";
import { beginDrag, type Canvas, cancelDrag, doubleTapAt, type Keys, tapAt } from "./designer-tools.ts";
import { placeWith } from "./drawing-tools.ts";
import { seatsByKey } from "./found-seats.ts";
import { createHintPainter } from "./hint-painter.ts";
import { planBox } from "./plan-lookup.ts";
import { createPlanPainter } from "./plan-painter.ts";
import { closeOutline, showAim } from "./shaping-tools.ts";
import { pickOnPicture } from "./tracing/pick-on-picture.ts";
import { createPictureLayer, type PictureLayer } from "./tracing/picture-layer.ts";

const VIEW_BOX = 1_000;
/** How far the map may be moved, in units; a hall of 20,000 seats is about 4,000 wide. */
const REACH = 10_000;
const EMPTY = { left: -400, top: -260, right: 400, bottom: 420 };

/** The drawing: a frame that the hall is drawn into and that hears every gesture. */
export function DesignerCanvas({ onReady }: { onReady: (view: { map: MapController; canvas: Canvas }) => void }) {
  const t = useTranslations("designer");
  const room = useRoom();
  const { store, words } = room;
  const frame = useRef<HTMLDivElement>(null);
  const plane = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const carrier = useRef<SVGSVGElement>(null);
  const frames = useRef<SVGSVGElement>(null);
  const hints = useRef<SVGSVGElement>(null);
  const [view, setView] = useState<{ map: MapController; canvas: Canvas }>();
  const given = useRef({ words, onReady });
  given.current = { words, onReady };

  useEffect(() => {
    const [frameAt, planeAt, svgAt, carrierAt] = [frame.current, plane.current, svg.current, carrier.current];
    const [framesAt, hintsAt] = [frames.current, hints.current];
    if (!frameAt || !planeAt || !svgAt || !carrierAt || !framesAt || !hintsAt) return;
    const layer = (name: string) =>
      svgAt.querySelector<SVGGElement>(`[data-layer=${name}]`) ??
      (document.createElementNS(svgAt.namespaceURI, "g") as SVGGElement);
    const { pitch } = store.getState().plan;
    const painter = createPlanPainter(
      {
        ...{
          areas: layer("areas"),
          marks: layer("marks"),
          hidden: layer("hidden"),
          texts: layer("texts"),
          carrier: carrierAt,
        },
        lifted: carrierAt.querySelector<SVGGElement>("[data-layer=lifted]") ?? layer("areas"),
        ...{ frames: framesAt, camera: () => map.camera() },
      },
      pitch,
    );
    const map = createMapController({
      ...{ frame: frameAt, plane: planeAt, svg: svgAt, pitch },
      size: { width: VIEW_BOX, height: VIEW_BOX },
      extent: () => {
        const { plan } = store.getState();
        const box = unionOf([planBox(plan), boxOfBackground(plan)]);
        return {
          bounds: { left: -REACH, top: -REACH, right: REACH, bottom: REACH },
          content: box
            ? { left: box.minX - 60, top: box.minY - 60, right: box.maxX + 60, bottom: box.maxY + 60 }
            : EMPTY,
        };
      },
      onSettle: ({ k }, detail, seen) => {
        carrierAt.style.width = svgAt.style.width;
        carrierAt.style.height = svgAt.style.height;
        carrierAt.style.setProperty("--k", String(k));
        carrierAt.dataset.detail = detail;
        painter.write(detail, seen);
      },
    });
    const canvas: Canvas = {
      ...{ store, painter, show: createHintPainter(hintsAt, map.camera) },
      units: (pixels) => pixels / map.camera().k,
      words: (...args) => given.current.words(...args),
    };
    const stopDrawing = drawState(canvas, map, createPictureLayer(layer("picture")));
    const stopListening = listen(frameAt, map, canvas);
    setView({ map, canvas });
    given.current.onReady({ map, canvas });
    return () => {
      stopDrawing();
      stopListening();
      map.destroy();
    };
  }, [store]);

  return (
    <div className="hd-place">
      <div
        ref={frame}
        className="hd-frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing has the keyboard, as an application does
        tabIndex={0}
        role="application"
        aria-label={t("canvas")}
        aria-describedby="hd-canvas-help"
      >
        <p id="hd-canvas-help" className="sr-only">
          {t("canvasHelp")}
        </p>
        <div ref={plane} className="hd-plane">
          <svg ref={svg} className="hd-svg" viewBox={`0 0 ${VIEW_BOX} ${VIEW_BOX}`} aria-hidden="true">
            <g data-layer="picture" />
            <g data-layer="areas" />
            <g data-layer="hidden" />
            <g data-layer="marks" />
            <g data-layer="texts" />
          </svg>
          <svg ref={carrier} className="hd-svg hd-carrier" viewBox={`0 0 ${VIEW_BOX} ${VIEW_BOX}`} aria-hidden="true">
            <g data-layer="lifted" />
          </svg>
        </div>
      </div>
      <svg ref={frames} className="hd-overlay hd-frames" aria-hidden="true">
        {view ? <SelectionFrames map={view.map} /> : null}
      </svg>
      <svg ref={hints} className="hd-overlay hd-hints" aria-hidden="true" />
      {view ? <Overlay {...view} /> : null}
      <ToolBar />
    </div>
  );
}

/** Draws each state; a gesture's preview at most once a frame. */
function drawState(canvas: Canvas, map: MapController, picture: PictureLayer): () => void {
  const { store, painter } = canvas;
  let shown: DesignerState | undefined;
  let frame = 0;
  const draw = () => {
    frame = 0;
    const state = store.getState();
    const { plan, floor, seats } = state;
    picture.draw(state);
    if (plan !== shown?.plan || floor !== shown.floor) {
      painter.paint(plan, floor);
      painter.write(map.detail(), map.view());
    }
    if (seats !== shown?.seats || (plan !== shown?.plan && seats.size > 0))
      painter.mark([...seats].flatMap((key) => seatsByKey(plan).get(key) ?? []));
    const hides = (at: DesignerState | undefined) => [at?.plan, at?.floor, showsQuality(at), at?.mode === "seats"];
    if (hides(state).some((value, i) => value !== hides(shown)[i]))
      painter.reveal({ quality: showsQuality(state), removed: state.mode === "seats" });
    if (state.corners !== shown?.corners || state.tool !== shown?.tool) canvas.show({});
    if (state.corners.length > 0 && state.corners !== shown?.corners) showAim(canvas);
    shown = state;
  };
  draw();
  const stop = store.subscribe(() => {
    frame ||= requestAnimationFrame(draw);
  });
  return () => {
    cancelAnimationFrame(frame);
    stop();
  };
}

/** Painted quality is shown when it is asked for, and while it is painted. */
function showsQuality(state: DesignerState | undefined): boolean {
  if (state === undefined) return false;
  return state.showsQuality || (state.tool === "brush" && state.options.paints === "quality");
}

function listen(frame: HTMLElement, map: MapController, canvas: Canvas): () => void {
  const at = (px: number, py: number) => toHall(map.camera(), px, py);
  let keys: Keys = { shift: false, alt: false };
  let isSpace = false;
  let giveUp: (() => void) | undefined;
  const note = (event: PointerEvent | KeyboardEvent) => {
    keys = { shift: event.shiftKey, alt: event.altKey };
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && giveUp !== undefined) {
      event.stopImmediatePropagation();
      giveUp();
    }
    if (event.key !== " " || (event.target !== frame && event.type === "keydown")) return;
    isSpace = event.type === "keydown";
    event.preventDefault();
  };
  frame.addEventListener("pointerdown", note, { capture: true });
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("keyup", onKey);
  const stop = listenToGestures(frame, map, {
    onHover: (point) => showAim(canvas, point && at(...point)),
    onTap: (px, py) => {
      const { tool } = canvas.store.getState();
      if (tool === "pan" || pickOnPicture(canvas.store, at(px, py))) return;
      if (tool === "select") tapAt(canvas, at(px, py), keys);
      else placeWith(canvas, tool, at(px, py));
    },
    onDoubleTap: (px, py) => {
      if (pickOnPicture(canvas.store, at(px, py))) return;
      const { tool } = canvas.store.getState();
      if (tool === "select") doubleTapAt(canvas, at(px, py));
      else if (tool === "polygon") closeOutline(canvas);
      else if (tool !== "pan") placeWith(canvas, tool, at(px, py));
    },
    takeDrag: ([px, py], event) => {
      if (isSpace || event.buttons === 4 || canvas.store.getState().tracing.pick) return undefined;
      const drag = beginDrag(canvas, at(px, py), keys);
      if (drag === undefined) return undefined;
      let isOver = false;
      const finish = (end: () => void) => {
        if (!isOver) end();
        isOver = true;
        giveUp = undefined;
      };
      const cancel = () => finish(() => cancelDrag(canvas));
      giveUp = cancel;
      drag.move(at(px, py), keys);
      return {
        cancel,
        move: (x, y, moved) => {
          if (!isOver) drag.move(at(x, y), { shift: moved.shiftKey, alt: moved.altKey });
        },
        end: () => finish(drag.end),
      };
    },
  });
  return () => {
    stop();
    frame.removeEventListener("pointerdown", note, { capture: true });
    window.removeEventListener("keydown", onKey, { capture: true });
    window.removeEventListener("keyup", onKey);
  };
}
