import type { Point } from "../../layout.ts";
import type { HallPlan } from "../plan.ts";
import { changeDecor, changeSection } from "./objects.ts";

/** Outlines are flat polygons of at least three corners, counted from 0. */
export const CORNERS_MIN = 3;

/** The plan with another outline of a section, stage, screen or shape; null draws a section's outline around its seats. */
export function setOutline(plan: HallPlan, id: string, outline: readonly number[] | null): HallPlan {
  const sections = changeSection(plan, id, (section) =>
    // People stand within their outline, so it cannot go.
    outline === null && section.kind === "standing" ? section : { ...section, outline },
  );
  if (outline === null) return sections;
  return changeDecor(sections, id, (item) => ("outline" in item ? { ...item, outline } : item));
}

export function moveCorner(outline: readonly number[], corner: number, [x, y]: Point): number[] {
  return outline.with(2 * corner, x).with(2 * corner + 1, y);
}

/** A new corner after one, in the middle of its side, or where it is put. */
export function addCorner(
  outline: readonly number[],
  after: number,
  at: Point = middleOfSide(outline, after),
): number[] {
  return outline.toSpliced(2 * after + 2, 0, ...at);
}

/** The outline without a corner; the last three stay. */
export function removeCorner(outline: readonly number[], corner: number): readonly number[] {
  return outline.length <= 2 * CORNERS_MIN ? outline : outline.toSpliced(2 * corner, 2);
}

export function middleOfSide(outline: readonly number[], corner: number): Point {
  const count = outline.length / 2;
  const at = (i: number): Point => [outline[2 * (i % count)] ?? 0, outline[2 * (i % count) + 1] ?? 0];
  const [a, b] = [at(corner), at(corner + 1)];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
