import type { Box } from "../../geometry.ts";
import type { Point } from "../../layout.ts";
import { boxOfDecor, boxOfPart, boxOfSection, unionOf } from "../drawn-seats.ts";
import type { HallPlan } from "../plan.ts";
import { moveObjects } from "./transform.ts";

export type Edge = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** The box of some objects together; undefined where they have no extent. */
export function boxOfObjects(plan: HallPlan, ids: ReadonlySet<string>): Box | undefined {
  return unionOf([...boxesOf(plan, ids).values()]);
}

/** Moves objects so that their edges, or middles, lie on the outermost one (the middle of all). */
export function alignObjects(plan: HallPlan, ids: ReadonlySet<string>, edge: Edge): HallPlan {
  const boxes = boxesOf(plan, ids);
  const whole = unionOf([...boxes.values()]);
  if (whole === undefined) return plan;
  return [...boxes].reduce((next, [id, box]) => moveObjects(next, new Set([id]), shiftTo(edge, whole, box)), plan);
}

function shiftTo(edge: Edge, whole: Box, box: Box): Point {
  switch (edge) {
    case "left":
      return [whole.minX - box.minX, 0];
    case "right":
      return [whole.maxX - box.maxX, 0];
    case "centre":
      return [(whole.minX + whole.maxX - box.minX - box.maxX) / 2, 0];
    case "top":
      return [0, whole.minY - box.minY];
    case "bottom":
      return [0, whole.maxY - box.maxY];
    case "middle":
      return [0, (whole.minY + whole.maxY - box.minY - box.maxY) / 2];
  }
}

/** Moves three or more objects so that the gaps between neighbours are equal; the outermost ones stay. */
export function distributeObjects(plan: HallPlan, ids: ReadonlySet<string>, axis: "x" | "y"): HallPlan {
  const [from, to] = axis === "x" ? (["minX", "maxX"] as const) : (["minY", "maxY"] as const);
  const boxes = [...boxesOf(plan, ids)].sort(([, a], [, b]) => a[from] - b[from]);
  const [first, last] = [boxes[0]?.[1], boxes[boxes.length - 1]?.[1]];
  if (first === undefined || last === undefined || boxes.length < 3) return plan;
  const filled = boxes.reduce((sum, [, box]) => sum + box[to] - box[from], 0);
  const gap = (last[to] - first[from] - filled) / (boxes.length - 1);
  let at = first[from];
  return boxes.reduce((next, [id, box]) => {
    const shift = at - box[from];
    at += box[to] - box[from] + gap;
    return moveObjects(next, new Set([id]), axis === "x" ? [shift, 0] : [0, shift]);
  }, plan);
}

function boxesOf(plan: HallPlan, ids: ReadonlySet<string>): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const put = (id: string, box: Box | undefined) => {
    if (ids.has(id) && box !== undefined) boxes.set(id, box);
  };
  for (const section of plan.sections) {
    if (ids.has(section.id)) put(section.id, boxOfSection(section));
    else for (const part of section.parts) if (ids.has(part.id)) put(part.id, boxOfPart(part));
  }
  for (const item of plan.decor) if (ids.has(item.id)) put(item.id, boxOfDecor(item));
  return boxes;
}
