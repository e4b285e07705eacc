import type { Point } from "../../layout.ts";
import type { FreeRow, HallPlan, Part, PlanDecor, PlanSection } from "../plan.ts";
import { changeSections, withParts } from "./objects.ts";

/** A turn and shift of the plane: a point turns by `degrees` around the origin and moves `by`. */
export type Motion = { readonly degrees: number; readonly by: Point };

/** Moves sections, parts and drawings. */
export function moveObjects(plan: HallPlan, ids: ReadonlySet<string>, by: Point): HallPlan {
  return by[0] === 0 && by[1] === 0 ? plan : transform(plan, ids, { degrees: 0, by });
}

/** Turns sections, parts and drawings around a point, clockwise. */
export function rotateObjects(
  plan: HallPlan,
  ids: ReadonlySet<string>,
  { degrees, about }: { readonly degrees: number; readonly about: Point },
): HallPlan {
  const [x, y] = turned(about, degrees);
  return transform(plan, ids, { degrees, by: [about[0] - x, about[1] - y] });
}

function transform(plan: HallPlan, ids: ReadonlySet<string>, motion: Motion): HallPlan {
  const moved = changeSections(plan, (section) => {
    if (ids.has(section.id)) return moveSection(section, motion);
    if (!section.parts.some(({ id }) => ids.has(id))) return section;
    return withParts(
      section,
      section.parts.map((part) => (ids.has(part.id) ? movePart(part, motion) : part)),
    );
  });
  if (!plan.decor.some(({ id }) => ids.has(id))) return moved;
  return { ...moved, decor: plan.decor.map((item) => (ids.has(item.id) ? moveDecor(item, motion) : item)) };
}

export function moveSection(section: PlanSection, motion: Motion): PlanSection {
  return {
    ...section,
    outline: section.outline && moveFlat(section.outline, motion),
    ...(section.label === undefined ? {} : { label: movePoint(section.label, motion) }),
    parts: section.parts.map((part) => movePart(part, motion)),
  };
}

export function movePart(part: Part, motion: Motion): Part {
  const still = motion.degrees === 0 ? part : { ...part, exceptions: turnNudges(part, motion.degrees) };
  if (still.kind === "row") return moveRow(still, motion);
  return { ...still, at: movePoint(still.at, motion), rotation: inCircle(still.rotation + motion.degrees) };
}

function moveRow(row: FreeRow, motion: Motion): FreeRow {
  const spots = row.x.map((x, i) => movePoint([x, row.y[i] ?? 0], motion));
  return { ...row, x: spots.map(([x]) => x), y: spots.map(([, y]) => y) };
}

function turnNudges({ exceptions }: Part, degrees: number): Part["exceptions"] {
  if (!Object.values(exceptions).some(({ nudge }) => nudge)) return exceptions;
  return Object.fromEntries(
    Object.entries(exceptions).map(([place, seat]) => [
      place,
      seat.nudge === undefined ? seat : { ...seat, nudge: turned(seat.nudge, degrees) },
    ]),
  );
}

export function moveDecor(item: PlanDecor, motion: Motion): PlanDecor {
  if ("outline" in item) return { ...item, outline: moveFlat(item.outline, motion) };
  const at = movePoint(item.at, motion);
  return item.kind === "door" ? { ...item, at, rotation: inCircle(item.rotation + motion.degrees) } : { ...item, at };
}

function movePoint(point: Point, { degrees, by }: Motion): Point {
  const [x, y] = turned(point, degrees);
  return [x + by[0], y + by[1]];
}

function moveFlat(flat: readonly number[], motion: Motion): number[] {
  return pairs(flat).flatMap((point) => movePoint(point, motion));
}

function turned([x, y]: Point, degrees: number): Point {
  if (degrees === 0) return [x, y];
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x * cos - y * sin, x * sin + y * cos];
}

/** The same direction from −180 (excluded) to 180 degrees. */
export function inCircle(degrees: number): number {
  const turn = ((degrees % 360) + 360) % 360;
  return turn > 180 ? turn - 360 : turn;
}

export function pairs(flat: readonly number[]): Point[] {
  return Array.from({ length: flat.length / 2 }, (_, i): Point => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);
}
