"use client";

import { useDesigner } from "#components/hall-designer/designer-room";
import type { Point } from "#lib/seating/layout";
import { toPlan } from "#lib/seating/plan/edits/background";

/** The points that were given on the traced picture, above the drawing. */
export function TracingMarks({ toScreen }: { toScreen: (point: Point) => Point }) {
  const background = useDesigner((state) => state.plan.background);
  const { points, seatAt } = useDesigner((state) => state.tracing);
  if (background === null) return null;
  const spots = points.map((point) => toScreen(toPlan(background, point)));
  const [from, to] = spots;
  const seat = seatAt && toScreen(toPlan(background, seatAt));
  return (
    <g className="hd-focal">
      {from && to ? <path d={`M${from.join(" ")}L${to.join(" ")}`} /> : null}
      {spots.map(([x, y], i) => (
        <g key={i === 0 ? "from" : "to"}>
          <circle cx={x} cy={y} r="5" />
          <path d={`M${x - 12} ${y}h24M${x} ${y - 12}v24`} />
        </g>
      ))}
      {seat ? <circle cx={seat[0]} cy={seat[1]} r="12" /> : null}
    </g>
  );
}
