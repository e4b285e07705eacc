import type { Point } from "#lib/seating/layout";
import { PITCH, type Seats } from "./hall-parts.ts";

/**
 * The inner edge of an arena's bowl: a U around the floor, open towards the stage at the top. It runs down the left
 * side, along the bottom and up the right side, which is left to right for people who face the stage.
 * Rows are its parallels.
 */
export type Bowl = { readonly width: number; readonly height: number; readonly corner: number };

/** Length of the inner edge. */
export function bowlLength({ width, height, corner }: Bowl): number {
  return 2 * (height - corner) + (width - 2 * corner) + Math.PI * corner;
}

/** The point `out` units outside the inner edge, `along` units along it. The floor's centre line is x = 0, its top y = 0. */
export function bowlPoint(bowl: Bowl, along: number, out: number): Point {
  const { width, height, corner } = bowl;
  const side = height - corner;
  const bottom = width - 2 * corner;
  const quarter = (Math.PI / 2) * corner;
  const [left, right] = [-width / 2, width / 2];
  if (along <= side) return [left - out, along];
  let rest = along - side;
  if (rest <= quarter) return turn([left + corner, side], corner + out, 180 - (rest / quarter) * 90);
  rest -= quarter;
  if (rest <= bottom) return [left + corner + rest, height + out];
  rest -= bottom;
  if (rest <= quarter) return turn([right - corner, side], corner + out, 90 - (rest / quarter) * 90);
  rest -= quarter;
  return [right + out, side - rest];
}

/**
 * Cuts the U into `count` sections of equal width at the distance `out`, as spans along the inner edge: cutting the inner
 * edge itself would make the sections of the corners three times as wide as those of the sides.
 */
export function bowlSpans(bowl: Bowl, count: number, out: number): (readonly [number, number])[] {
  const total = bowlLength(bowl);
  const steps = 4_000;
  const lengths = [0];
  for (let i = 1; i <= steps; i++) {
    const step = distance(bowlPoint(bowl, (total * (i - 1)) / steps, out), bowlPoint(bowl, (total * i) / steps, out));
    lengths.push((lengths[i - 1] ?? 0) + step);
  }
  const cut = (part: number) => {
    const wanted = (lengths[steps] ?? 0) * part;
    const i = lengths.findIndex((length) => length >= wanted - 1e-6);
    return (total * i) / steps;
  };
  return Array.from({ length: count }, (_, s) => [cut(s / count), cut((s + 1) / count)] as const);
}

/** Seats of one row between two points of the inner edge, a pitch apart, leaving `aisle` free at both ends. */
export function bowlRow(
  bowl: Bowl,
  [from, to]: readonly [number, number],
  { out, aisle }: { out: number; aisle: number },
): Seats {
  const steps = Math.ceil((to - from) / 2);
  const points = Array.from({ length: steps + 1 }, (_, i) => bowlPoint(bowl, from + ((to - from) * i) / steps, out));
  const lengths = [0];
  for (let i = 1; i < points.length; i++) lengths.push((lengths[i - 1] ?? 0) + distance(points[i - 1], points[i]));
  const total = lengths[lengths.length - 1] ?? 0;
  const count = Math.floor((total - 2 * aisle) / PITCH);
  const start = (total - (count - 1) * PITCH) / 2;
  const seats: Seats = { x: [], y: [] };
  for (let i = 0, k = 1; i < count; i++) {
    const at = start + i * PITCH;
    while (k < lengths.length - 1 && (lengths[k] ?? 0) < at) k++;
    const [a, b] = [points[k - 1] ?? [0, 0], points[k] ?? [0, 0]];
    const part = (at - (lengths[k - 1] ?? 0)) / Math.max(1e-9, (lengths[k] ?? 0) - (lengths[k - 1] ?? 0));
    seats.x.push(a[0] + (b[0] - a[0]) * part);
    seats.y.push(a[1] + (b[1] - a[1]) * part);
  }
  return seats;
}

/** The outline between two distances from the inner edge, `gap` narrower at both ends. */
export function bowlOutline(
  bowl: Bowl,
  [from, to]: readonly [number, number],
  { inner, outer, gap }: { inner: number; outer: number; gap: number },
): number[] {
  const edge = (out: number) => {
    const steps = 12;
    const points = Array.from({ length: steps + 1 }, (_, i) => bowlPoint(bowl, from + ((to - from) * i) / steps, out));
    points[0] = towards(points[0], points[1], gap);
    points[steps] = towards(points[steps], points[steps - 1], gap);
    return points;
  };
  return withoutStraightPoints([...edge(inner), ...edge(outer).reverse()]).flat();
}

function turn([cx, cy]: Point, radius: number, degrees: number): Point {
  const t = (degrees * Math.PI) / 180;
  return [cx + radius * Math.cos(t), cy + radius * Math.sin(t)];
}

function distance(a: Point = [0, 0], b: Point = [0, 0]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function towards(a: Point = [0, 0], b: Point = [0, 0], by: number): Point {
  const part = by / Math.max(1e-9, distance(a, b));
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}

function withoutStraightPoints(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const before = points[(i + points.length - 1) % points.length] ?? point;
    const after = points[(i + 1) % points.length] ?? point;
    return (
      Math.abs((after[0] - before[0]) * (point[1] - before[1]) - (after[1] - before[1]) * (point[0] - before[0])) > 1
    );
  });
}
