"use client";

import { useEffect, useRef } from "react";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { fitCamera, visibleBox } from "./map-camera.ts";
import type { MapController } from "./map-controller.ts";
import { shapeOf } from "./map-geometry.ts";
import { levelSlot } from "./seat-marks.ts";

/** Where one is in the hall, shown while only a part of it is on the screen. Follows every frame without React. */
export function Minimap({ map }: { map: MapController }) {
  const { model } = useSeatRoom();
  const box = useRef<HTMLDivElement>(null);
  const window = useRef<SVGRectElement>(null);
  const { width, height, decor } = model.layout;
  const stages = decor.map((item) => (item.kind === "stage" ? shapeOf(item.outline) : "")).join("");

  useEffect(
    () =>
      map.onMove((camera) => {
        const viewport = map.viewport();
        const view = visibleBox(camera, viewport);
        const isWhole = camera.k < fitCamera(model.bounds, viewport, 0).k * 1.35;
        if (box.current) box.current.style.opacity = isWhole ? "0" : "1";
        window.current?.setAttribute("x", String(Math.max(0, view.left)));
        window.current?.setAttribute("y", String(Math.max(0, view.top)));
        window.current?.setAttribute(
          "width",
          String(Math.max(1, Math.min(width, view.right) - Math.max(0, view.left))),
        );
        window.current?.setAttribute(
          "height",
          String(Math.max(1, Math.min(height, view.bottom) - Math.max(0, view.top))),
        );
      }),
    [map, model, width, height],
  );

  return (
    <div
      ref={box}
      aria-hidden="true"
      className="pointer-events-none absolute bottom-3 left-3 w-24 rounded-control border border-line bg-raised/90 p-1.5 opacity-0 shadow-raised transition-opacity duration-base sm:w-32"
    >
      <svg viewBox={`0 0 ${width} ${height}`} className="block max-h-32 w-full" aria-hidden="true">
        {model.sections.map((section) => (
          <path
            key={section.index}
            d={section.shape}
            className={`slot-${levelSlot(section.levels[0] ?? 0)}`}
            fill="var(--hue)"
            opacity="0.55"
          />
        ))}
        <path d={stages} fill="var(--ink)" />
        <rect
          ref={window}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2.5"
          vectorEffect="non-scaling-stroke"
          rx="6"
        />
      </svg>
    </div>
  );
}
