"use client";

import { useLeftCounts, useSeatRoom } from "#components/seat-map/seat-room";
import { classNames } from "../ui/class-names.ts";
import { levelSlot } from "./seat-marks.ts";

/** The sections as shapes: the fuller the colour, the more is left; hatched when nothing is. */
export function SectionAreas() {
  const { model } = useSeatRoom();
  const left = useLeftCounts();
  return (
    <g>
      {model.sections.map((section) => {
        const free = left.sections[section.index] ?? 0;
        const share = free / Math.max(1, section.capacity);
        return (
          <path
            key={section.index}
            d={section.shape}
            className={classNames(
              `area area-${section.kind} slot-${levelSlot(section.levels[0] ?? 0)}`,
              free === 0 && "area-full",
            )}
            style={{ "--left": `${Math.round(26 + 34 * Math.sqrt(share))}%` } as React.CSSProperties}
          />
        );
      })}
    </g>
  );
}
