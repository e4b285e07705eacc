"use client";

import { useEffect, useState } from "react";
import { useDesigner } from "#components/hall-designer/designer-room";
import { Handles } from "#components/hall-designer/handles";
import { TracingMarks } from "#components/hall-designer/tracing/tracing-marks";
import type { Box } from "#lib/seating/geometry";
import type { Point } from "#lib/seating/layout";
import type { Camera } from "../seat-map/map-camera.ts";
import type { MapController } from "../seat-map/map-controller.ts";
import type { Canvas } from "./designer-tools.ts";
import { decorBox, findObject, partBox, sectionBox } from "./plan-lookup.ts";

const FRAMES_MAX = 300;

/** Frames around what is selected, in pixels of the screen. The painter moves them with what they surround. */
export function SelectionFrames({ map }: { map: MapController }) {
  const toScreen = useScreen(map);
  const plan = useDesigner((state) => state.plan);
  const selected = useDesigner((state) => state.selected);
  const mode = useDesigner((state) => state.mode);
  if (mode !== "objects" || selected.size > FRAMES_MAX) return null;
  return [...selected].map((id) => {
    const found = findObject(plan, id);
    const box = found && boxOfFound(found);
    return box ? <Frame key={id} box={box} toScreen={toScreen} /> : null;
  });
}

/** The focal point and the handles of the selection. */
export function Overlay({ map, canvas }: { map: MapController; canvas: Canvas }) {
  const toScreen = useScreen(map);
  const focal = useDesigner((state) => state.plan.focal);
  const isShaping = useDesigner((state) => state.mode === "objects" && !state.isMoving && state.selected.size > 0);
  return (
    <svg className="hd-overlay" aria-hidden="true">
      {focal ? <Focal at={toScreen(focal)} /> : null}
      <TracingMarks toScreen={toScreen} />
      {isShaping ? <Handles canvas={canvas} map={map} toScreen={toScreen} /> : null}
    </svg>
  );
}

function useScreen(map: MapController): (point: Point) => Point {
  const [camera, setCamera] = useState<Camera>(map.camera());
  useEffect(() => {
    const stop = map.onMove(setCamera);
    return () => void stop();
  }, [map]);
  return ([x, y]) => [x * camera.k + camera.x, y * camera.k + camera.y];
}

function boxOfFound(found: NonNullable<ReturnType<typeof findObject>>): Box | undefined {
  if (found.type === "decor") return decorBox(found.decor);
  return found.type === "part" ? partBox(found.part) : sectionBox(found.section);
}

/** Room between the seats' centres and their frame, in pixels. */
const MARGIN = 14;

function Frame({ box, toScreen }: { box: Box; toScreen: (point: Point) => Point }) {
  const [x0, y0] = toScreen([box.minX, box.minY]);
  const [x1, y1] = toScreen([box.maxX, box.maxY]);
  return (
    <rect
      className="hd-selected"
      x={x0 - MARGIN}
      y={y0 - MARGIN}
      width={x1 - x0 + 2 * MARGIN}
      height={y1 - y0 + 2 * MARGIN}
      rx="6"
    />
  );
}

function Focal({ at: [x, y] }: { at: Point }) {
  return (
    <g className="hd-focal">
      <circle cx={x} cy={y} r="9" />
      <path d={`M${x - 15} ${y}h30M${x} ${y - 15}v30`} />
    </g>
  );
}
