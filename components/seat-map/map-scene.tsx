"use client";

import { memo, type ReactNode, type Ref } from "react";
import { type MapModel, shapeOf } from "./map-geometry.ts";

/** What of the map never changes: stage, walls, tables and the sections' shapes; and empty layers for the painter. */
export const MapScene = memo(function MapScene({
  model,
  svg,
  areas,
  labels,
  ...layers
}: SceneLayers & { model: MapModel; areas: ReactNode; labels: ReactNode }) {
  const { layout } = model;
  return (
    <svg
      ref={svg}
      className="seat-svg"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      style={{ fontSize: layout.pitch }}
      aria-hidden="true"
    >
      <defs>
        <pattern id="sold-out-hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v10" className="hatch-line" />
        </pattern>
      </defs>
      {areas}
      <g>
        {layout.decor.map((decor, i) => {
          const key = `${decor.kind}-${i}`;
          if (decor.kind === "stage") return <path key={key} d={shapeOf(decor.outline)} className="stage" />;
          if (decor.kind === "shape") return <path key={key} d={shapeOf(decor.outline)} className="wall" />;
          if (decor.kind === "table")
            return <circle key={key} cx={decor.at[0]} cy={decor.at[1]} r={decor.radius} className="table" />;
          return null;
        })}
      </g>
      <g ref={layers.seats} className="seats" style={{ "--seat": model.seatSize } as React.CSSProperties} />
      <g ref={layers.marks} className="seat-marks" style={{ "--seat": model.seatSize } as React.CSSProperties} />
      <g ref={layers.texts} className="seat-texts" />
      <g>
        {layout.decor.map((decor, i) => {
          const key = `${decor.kind}-${i}`;
          if (decor.kind === "stage") {
            const { x, y, size } = textOn(decor.outline);
            return (
              <text key={key} x={x} y={y} fontSize={size} className="stage-text">
                {decor.text}
              </text>
            );
          }
          if (decor.kind === "text") {
            return (
              <text key={key} x={decor.at[0]} y={decor.at[1]} fontSize={decor.size} className="decor-text">
                {decor.text}
              </text>
            );
          }
          if (decor.kind === "table") {
            return (
              <text key={key} x={decor.at[0]} y={decor.at[1]} className="table-text">
                {decor.text}
              </text>
            );
          }
          return null;
        })}
      </g>
      {labels}
    </svg>
  );
});

export type SceneLayers = {
  svg: Ref<SVGSVGElement>;
  seats: Ref<SVGGElement>;
  marks: Ref<SVGGElement>;
  texts: Ref<SVGGElement>;
};

/** Where a text stands on an outline and how large it may be: the centre of gravity, and a share of the area's side. */
function textOn(outline: readonly number[]): { readonly x: number; readonly y: number; readonly size: number } {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0, j = outline.length - 2; i + 1 < outline.length; j = i, i += 2) {
    const [x0, y0, x1, y1] = [outline[j] ?? 0, outline[j + 1] ?? 0, outline[i] ?? 0, outline[i + 1] ?? 0];
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += ((x0 + x1) * cross) / 6;
    y += ((y0 + y1) * cross) / 6;
  }
  return { x: x / (area || 1), y: y / (area || 1), size: Math.sqrt(Math.abs(area)) * 0.13 };
}
