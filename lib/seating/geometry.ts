import type { Point } from "./layout.ts";

/** Plane geometry for halls, in layout units. Polygons are flat and closed: x0, y0, x1, y1, … */

/** A coordinate as layouts keep it: at most one decimal. */
export function tenth(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  // Minus zero prints as 0 in JSON but differs under Object.is, so it is normalised to keep round trips exact.
  return rounded === 0 ? 0 : rounded;
}

/** The middle value, the lower one of two; `fallback` when there is none. */
export function median(values: readonly number[], fallback: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? fallback;
}

export function meanPoint(xs: ArrayLike<number>, ys: ArrayLike<number>): Point {
  let x = 0;
  let y = 0;
  for (let i = 0; i < xs.length; i++) {
    x += xs[i] ?? 0;
    y += ys[i] ?? 0;
  }
  return xs.length === 0 ? [0, 0] : [x / xs.length, y / xs.length];
}

export type Box = { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };

export function boxOf(xs: ArrayLike<number>, ys: ArrayLike<number>): Box {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? 0;
    const y = ys[i] ?? 0;
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

/** The box of a flat polygon. */
export function boxOfPolygon(polygon: readonly number[]): Box {
  return boxOf(
    polygon.filter((_, i) => i % 2 === 0),
    polygon.filter((_, i) => i % 2 === 1),
  );
}

/** Even-odd rule; a point exactly on an edge may count either way. */
export function polygonContains(polygon: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 2; i < polygon.length; j = i, i += 2) {
    const xi = polygon[i] ?? 0;
    const yi = polygon[i + 1] ?? 0;
    const xj = polygon[j] ?? 0;
    const yj = polygon[j + 1] ?? 0;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Signed area of a flat polygon: positive when it runs clockwise on a screen. */
export function polygonArea(polygon: readonly number[]): number {
  let twice = 0;
  for (let i = 0, j = polygon.length - 2; i < polygon.length; j = i, i += 2) {
    twice += (polygon[j] ?? 0) * (polygon[i + 1] ?? 0) - (polygon[i] ?? 0) * (polygon[j + 1] ?? 0);
  }
  return twice / 2;
}

/** Douglas and Peucker's simplification of a closed polygon: no dropped corner lies further than `tolerance` from the result. */
export function simplifyPolygon(polygon: readonly number[], tolerance: number): number[] {
  const count = polygon.length / 2;
  if (count < 5) return [...polygon];
  let far = 0;
  let farthest = -1;
  for (let i = 1; i < count; i++) {
    const d = Math.hypot((polygon[2 * i] ?? 0) - (polygon[0] ?? 0), (polygon[2 * i + 1] ?? 0) - (polygon[1] ?? 0));
    if (d > farthest) {
      farthest = d;
      far = i;
    }
  }
  const keep = new Uint8Array(count + 1);
  keep[0] = 1;
  keep[far] = 1;
  const spans: [number, number][] = [
    [0, far],
    [far, count],
  ];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const split = farthestFromChord(polygon, span, tolerance);
    if (split === undefined) continue;
    keep[split] = 1;
    spans.push([span[0], split], [split, span[1]]);
  }
  const simplified: number[] = [];
  for (let i = 0; i < count; i++) {
    if (keep[i] === 1) simplified.push(polygon[2 * i] ?? 0, polygon[2 * i + 1] ?? 0);
  }
  return simplified;
}

function farthestFromChord(polygon: readonly number[], [from, to]: [number, number], tolerance: number) {
  const at = (i: number): Point => {
    const k = (2 * i) % polygon.length;
    return [polygon[k] ?? 0, polygon[k + 1] ?? 0];
  };
  const [ax, ay] = at(from);
  const [bx, by] = at(to);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  let split: number | undefined;
  let worst = tolerance;
  for (let i = from + 1; i < to; i++) {
    const [x, y] = at(i);
    const d = Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (d > worst) {
      worst = d;
      split = i;
    }
  }
  return split;
}
