"use client";

import { useRef, useState } from "react";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { toHall, zoomFor } from "./map-camera.ts";
import type { MapController } from "./map-controller.ts";
import type { GestureTargets } from "./map-gestures.ts";
import { sectionAt } from "./seat-index.ts";

/** Seat distance on the screen below which a thumb cannot be sure of its seat: the first tap comes nearer instead. */
const SURE_TOUCH_PX = 13;
/** How far beside a seat a press may land, in CSS pixels. */
const REACH_PX = { mouse: 10, touch: 22 } as const;

/** What a press or a hovering mouse means: a seat, a section to fly to, a standing area, or the bare floor. */
export function useMapTargets() {
  const { model, index, session, canChoose } = useSeatRoom();
  const [hovered, setHovered] = useState(0);
  const [standing, setStanding] = useState(-1);
  const lastHovered = useRef(0);

  const hover = (id: number) => {
    if (id === lastHovered.current) return;
    lastHovered.current = id;
    setHovered(id);
  };

  const targets = (map: MapController): GestureTargets => {
    const seatUnder = (px: number, py: number, isTouch: boolean) => {
      if (map.detail() === "sections") return 0;
      const { k } = map.camera();
      const reach = Math.max(
        model.layout.pitch * 0.6,
        Math.min(model.layout.pitch * 1.2, REACH_PX[isTouch ? "touch" : "mouse"] / k),
      );
      return index.seatAt(...toHall(map.camera(), px, py), reach);
    };
    const comeNearer = (px: number, py: number) => {
      const [x, y] = toHall(map.camera(), px, py);
      const section = model.sections[sectionAt(model, x, y)];
      const k = zoomFor("rows", model.layout.pitch) * 1.15;
      const { width, height } = map.viewport();
      const half = { x: width / 2 / k, y: height / 2 / k };
      if (section && map.detail() === "sections" && section.kind !== "standing")
        map.flyTo(section.box, zoomFor("seats", model.layout.pitch) * 1.3);
      else map.flyTo({ left: x - half.x, right: x + half.x, top: y - half.y, bottom: y + half.y });
    };
    return {
      onHover: (at) => hover(at ? seatUnder(at[0], at[1], false) : 0),
      onTap: (px, py, isTouch) => {
        const [x, y] = toHall(map.camera(), px, py);
        const id = seatUnder(px, py, isTouch);
        const section = sectionAt(model, x, y);
        if (id === 0) {
          const isStanding = model.sections[section]?.kind === "standing";
          setStanding(isStanding ? section : -1);
          hover(0);
          if (!isStanding && section >= 0 && map.detail() === "sections") comeNearer(px, py);
          return;
        }
        setStanding(-1);
        if (isTouch && map.camera().k * model.layout.pitch < SURE_TOUCH_PX) return comeNearer(px, py);
        session.setCursor(id);
        hover(id);
        if (canChoose) session.toggle(id);
      },
      onDoubleTap: (px, py) => {
        const id = seatUnder(px, py, false);
        if (id > 0 && map.camera().k * model.layout.pitch >= SURE_TOUCH_PX) {
          // Two quick presses on a seat are two presses, not a zoom: the second removes what the first chose.
          if (canChoose) session.toggle(id);
          return;
        }
        map.zoom(2, px, py);
      },
    };
  };
  return { hovered, standing, closeStanding: () => setStanding(-1), targets };
}
