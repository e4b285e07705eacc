"use client";

import type { PointerEvent } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import type { Point } from "#lib/seating/layout";
import { toHall } from "../seat-map/map-camera.ts";
import type { MapController } from "../seat-map/map-controller.ts";
import { type Canvas, cancelDrag, type ToolDrag } from "./designer-tools.ts";
import { handlesOf } from "./handle-drags.ts";

/** The handles of what is selected: turn, bend, more or fewer rows and seats, corners. */
export function Handles(props: { canvas: Canvas; map: MapController; toScreen: (point: Point) => Point }) {
  const { canvas, map, toScreen } = props;
  const { canEdit } = useRoom();
  const plan = useDesigner((state) => state.plan);
  const selected = useDesigner((state) => state.selected);
  if (!canEdit) return null;
  const from = (event: PointerEvent<SVGElement>): Point => {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    return toHall(map.camera(), event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0));
  };
  const begin = (event: PointerEvent<SVGElement>, drag: (at: Point) => ToolDrag) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const element = event.currentTarget;
    element.setPointerCapture(event.pointerId);
    const going = drag(from(event));
    const stop = () => {
      element.ownerSVGElement?.removeEventListener("pointermove", move);
      window.removeEventListener("keydown", giveUp, { capture: true });
      element.removeEventListener("lostpointercapture", finish);
    };
    const move = (moved: globalThis.PointerEvent) => {
      const box = element.ownerSVGElement?.getBoundingClientRect();
      const at = toHall(map.camera(), moved.clientX - (box?.left ?? 0), moved.clientY - (box?.top ?? 0));
      going.move(at, { shift: moved.shiftKey, alt: moved.altKey });
    };
    const finish = () => {
      stop();
      going.end();
    };
    const giveUp = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.stopImmediatePropagation();
      stop();
      cancelDrag(canvas);
    };
    element.ownerSVGElement?.addEventListener("pointermove", move);
    element.addEventListener("lostpointercapture", finish);
    window.addEventListener("keydown", giveUp, { capture: true });
  };
  return (
    <>
      {handlesOf(canvas, plan, selected).map(({ name, at, offset, drag }) => {
        const [x, y] = toScreen(at);
        return (
          <g
            key={name}
            className={`hd-handle hd-handle-${name.replace(/-\d+$/, "")}`}
            transform={`translate(${x + offset[0]},${y + offset[1]})`}
            onPointerDown={(event) => begin(event, drag)}
            data-handle={name}
          >
            <circle r="15" className="hd-handle-reach" />
            <circle r="6" className="hd-handle-dot" />
          </g>
        );
      })}
    </>
  );
}
