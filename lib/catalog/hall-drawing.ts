import { briefly } from "./briefly.ts";
import type { HallDrawing } from "./contract.ts";
import { findGeometry } from "./queries.ts";

/** A layout never changes; the hour only frees the memory of halls that are no longer viewed. */
const KEPT_MS = 3_600_000;

/** The part of a layout document (lib/seating/layout.ts) that an outline needs. */
type Geometry = {
  width: number;
  height: number;
  sections: { name: string; outline: number[] }[];
  decor: { kind: string; outline?: number[] }[];
};

/** A hall in outline by its layout's hash, or undefined when there is no such layout. Kept for an hour. */
export function hallDrawing(hash: string): Promise<HallDrawing | undefined> {
  return briefly(`hall ${hash}`, KEPT_MS, async () => {
    const geometry = await findGeometry(hash);
    return geometry === undefined ? undefined : drawHall(JSON.parse(geometry) as Geometry);
  });
}

/** Outlines as path data in whole layout units, because a small drawing cannot show tenths. */
export function drawHall({ width, height, sections, decor }: Geometry): HallDrawing {
  return {
    width,
    height,
    sections: sections.map(({ name, outline }) => ({ name, path: pathOf(outline) })),
    stage: decor.flatMap(({ kind, outline }) => (kind === "stage" && outline ? [pathOf(outline)] : [])),
  };
}

function pathOf(outline: readonly number[]): string {
  const points: string[] = [];
  for (let i = 0; i + 1 < outline.length; i += 2) {
    points.push(`${Math.round(outline[i] ?? 0)} ${Math.round(outline[i + 1] ?? 0)}`);
  }
  return points.length > 0 ? `M${points.join("L")}Z` : "";
}
