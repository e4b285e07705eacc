"use client";

import { useEffect, useRef } from "react";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { fitCamera, visibleBox } from "./map-camera.ts";
import type { MapController } from "./map-controller.ts";
import { shapeOf } from "./map-geometry.ts";
import { levelSlot } from "./seat-marks.ts";

/** Longer side of the picture, in CSS pixels. */
const PICTURE_PX = 104;

/** Where one is in the hall, shown while only a part of it is on the screen. Follows every frame without React. */
export function Minimap({ map }: { map: MapController }) {
  const { model } = useSeatRoom();
  const box = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const { width, height, decor } = model.layout;
  const stages = decor.map((item) => (item.kind === "stage" ? shapeOf(item.outline) : "")).join("");

  useEffect(
    () =>
      map.onMove((camera) => {
        if (!box.current || !pane.current) return;
        const viewport = map.viewport();
        const view = visibleBox(camera, viewport);
        box.current.style.opacity = camera.k < fitCamera(model.bounds, viewport, 0).k * 1.35 ? "0" : "1";
        const k = PICTURE_PX / Math.max(width, height);
        const [left, top] = [Math.max(0, view.left) * k, Math.max(0, view.top) * k];
        // Moved by transform and resized only when the zoom changes, so that a pan costs the page no layout.
        pane.current.style.transform = `translate(${left}px,${top}px)`;
        pane.current.style.width = `${Math.max(4, Math.min(width, view.right) * k - left)}px`;
        pane.current.style.height = `${Math.max(4, Math.min(height, view.bottom) * k - top)}px`;
      }),
    [map, model, width, height],
  );

  return (
    <div
      ref={box}
      aria-hidden="true"
      className="pointer-events-none absolute bottom-3 left-3 rounded-control border border-line bg-raised/90 p-1.5 opacity-0 shadow-raised transition-opacity duration-base [contain:content] will-change-transform"
    >
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={(PICTURE_PX * width) / Math.max(width, height)}
        height={(PICTURE_PX * height) / Math.max(width, height)}
        className="block"
        aria-hidden="true"
      >
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
      </svg>
      <div
        ref={pane}
        className="absolute top-1.5 left-1.5 rounded-[3px] border-2 border-accent will-change-transform"
      />
    </div>
  );
}
