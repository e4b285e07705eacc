"use client";

import { useEffect, useState } from "react";
import { useDesigner } from "#components/hall-designer/designer-room";
import { Handles } from "#components/hall-designer/handles";
import type { Box } from "#lib/seating/geometry";
import type { Point } from "#lib/seating/layout";
import type { Camera } from "../seat-map/map-camera.ts";
import type { MapController } from "../seat-map/map-controller.ts";
import type { Motion } from "./designer-store.ts";
import type { Canvas, Hint } from "./designer-tools.ts";
import { decorBox, findObject, partBox, sectionBox } from "./plan-lookup.ts";

type Props = { map: MapController; canvas: Canvas; hint: Hint };

/** What stands above the drawing in pixels of the screen: frames and handles of the selection, guides, the band, live numbers. */
export function Overlay({ map, canvas, hint }: Props) {
  const camera = useCamera(map);
  const plan = useDesigner((state) => state.plan);
  const selected = useDesigner((state) => state.selected);
  const mode = useDesigner((state) => state.mode);
  const motion = useDesigner((state) => state.motion);
  const toScreen = ([x, y]: Point): Point => [x * camera.k + camera.x, y * camera.k + camera.y];
  const boxes = [...selected].flatMap((id) => {
    const found = findObject(plan, id);
    const box = found && boxOfFound(found);
    return box ? [{ id, box }] : [];
  });
  return (
    <svg className="hd-overlay" aria-hidden="true">
      {mode === "objects" && boxes.length <= FRAMES_MAX ? (
        <g style={motionStyle(motion, camera)}>
          {boxes.map(({ id, box }) => (
            <Frame key={id} box={box} toScreen={toScreen} />
          ))}
        </g>
      ) : null}
      {plan.focal ? <Focal at={toScreen(plan.focal)} /> : null}
      <Guides hint={hint} toScreen={toScreen} />
      {mode === "objects" && motion === undefined && boxes.length > 0 ? (
        <Handles canvas={canvas} map={map} toScreen={toScreen} />
      ) : null}
    </svg>
  );
}

const FRAMES_MAX = 300;

function useCamera(map: MapController): Camera {
  const [camera, setCamera] = useState(map.camera());
  useEffect(() => {
    const stop = map.onMove(setCamera);
    return () => void stop();
  }, [map]);
  return camera;
}

function boxOfFound(found: NonNullable<ReturnType<typeof findObject>>): Box | undefined {
  if (found.type === "decor") return decorBox(found.decor);
  return found.type === "part" ? partBox(found.part) : sectionBox(found.section);
}

function motionStyle(motion: Motion | undefined, { k, x, y }: Camera) {
  if (motion === undefined) return undefined;
  const { by, degrees, about } = motion;
  return {
    transformOrigin: `${about[0] * k + x}px ${about[1] * k + y}px`,
    transform: `translate(${by[0] * k}px,${by[1] * k}px) rotate(${degrees}deg)`,
  };
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

function Guides({ hint, toScreen }: { hint: Hint; toScreen: (point: Point) => Point }) {
  const { guides = {}, band, line, numbers } = hint;
  const [x] = toScreen([guides.x ?? 0, 0]);
  const [, y] = toScreen([0, guides.y ?? 0]);
  const [x0, y0] = band ? toScreen([band.minX, band.minY]) : [0, 0];
  const [x1, y1] = band ? toScreen([band.maxX, band.maxY]) : [0, 0];
  const [nx, ny] = numbers ? toScreen(numbers.at) : [0, 0];
  return (
    <>
      {guides.x === undefined ? null : <path className="hd-guide" d={`M${x} 0V4000`} />}
      {guides.y === undefined ? null : <path className="hd-guide" d={`M0 ${y}H8000`} />}
      {band ? <rect className="hd-band" x={x0} y={y0} width={x1 - x0} height={y1 - y0} /> : null}
      {line ? <path className="hd-band" d={`M${line.map((point) => toScreen(point).join(" ")).join("L")}Z`} /> : null}
      {numbers ? (
        <g transform={`translate(${nx + 18},${ny + 24})`}>
          <rect className="hd-numbers-back" x="-8" y="-15" width={numbers.text.length * 9 + 18} height="26" rx="6" />
          <text className="hd-numbers" x="0" y="3">
            {numbers.text}
          </text>
        </g>
      ) : null}
    </>
  );
}
