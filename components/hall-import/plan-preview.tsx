"use client";

import { type CSSProperties, useMemo } from "react";
import { boxOfDecor, boxOfSection, unionOf } from "#lib/seating/plan/drawn-seats";
import type { HallPlan } from "#lib/seating/plan/plan";
import { type Drawing, decorDrawings, sectionDrawings } from "../hall-designer/plan-drawings.ts";
import { marksOf } from "../seat-map/seat-marks.ts";
import "../hall-designer/hall-designer.css";

/** More names than these lie on top of each other in a drawing of this size. */
const NAMES_MAX = 40;
/** About as large as the drawing is on a screen; names are written for this size. */
const SCREEN_PX = { width: 800, height: 540 };

type Preview = { readonly things: readonly Drawing[]; readonly box: string; readonly zoom: number };

/** The plan as the designer will show it, in one still drawing. `label` says what it is to those who do not see it. */
export function PlanPreview({ plan, label }: { plan: HallPlan; label: string }) {
  const { things, box, zoom } = useMemo(() => previewOf(plan), [plan]);
  return (
    <svg
      viewBox={box}
      role="img"
      aria-label={label}
      className="hd-svg max-h-112 w-full rounded-control bg-sunken p-2"
      style={{ position: "static", "--k": zoom } as CSSProperties}
    >
      {things.map((thing, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a still drawing, made once.
        <Shape key={i} thing={thing} />
      ))}
    </svg>
  );
}

function Shape({ thing: { tag, name, hue, d, text, x, y, size } }: { thing: Drawing }) {
  const look = {
    className: hue === undefined ? name : `${name} hd-hued`,
    style: hue === undefined ? undefined : ({ "--cat": hue } as CSSProperties),
  };
  if (tag === "path") return <path {...look} d={d} />;
  return (
    <text {...look} x={x} y={y} fontSize={size}>
      {text}
    </text>
  );
}

function previewOf(plan: HallPlan): Preview {
  const marks = marksOf(plan.pitch * 0.8);
  const around = unionOf([...plan.sections.map(boxOfSection), ...plan.decor.map(boxOfDecor)]);
  const { minX, minY, maxX, maxY } = around ?? { minX: 0, minY: 0, maxX: 1, maxY: 1 };
  const pad = plan.pitch * 2;
  const [width, height] = [maxX - minX + 2 * pad, maxY - minY + 2 * pad];
  const isNamed = plan.sections.length <= NAMES_MAX;
  const things = [
    ...plan.decor.flatMap(decorDrawings),
    ...plan.sections.flatMap((section) => sectionDrawings(plan, section, marks)),
  ].filter(({ tag, name }) => tag === "path" || name.startsWith("hd-stage") || (isNamed && name.startsWith("hd-name")));
  // Names last, so that no neighbour lies over them.
  things.sort((a, b) => Number(a.name.startsWith("hd-name")) - Number(b.name.startsWith("hd-name")));
  return {
    things,
    box: `${minX - pad} ${minY - pad} ${width} ${height}`,
    zoom: Math.min(SCREEN_PX.width / width, SCREEN_PX.height / height),
  };
}
