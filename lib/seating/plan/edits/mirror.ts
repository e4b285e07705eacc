import type { Point } from "../../layout.ts";
import type { HallPlan, Part, PlanDecor, RowBlock, Table } from "../plan.ts";
import { changeSections, withParts } from "./objects.ts";
import { inCircle, pairs } from "./transform.ts";

/**
 * Mirrors sections, parts and drawings left to right across the vertical line at `x`. Seats still run from left to right as people
 * sit, so seat i of a row becomes seat −i, and odd and even sides of its scheme change places: a left wing becomes the right wing.
 */
export function mirrorObjects(plan: HallPlan, ids: ReadonlySet<string>, x: number): HallPlan {
  const mirrored = changeSections(plan, (section) => {
    if (ids.has(section.id)) {
      const { label } = section;
      const whole = withParts(
        section,
        section.parts.map((part) => mirrorPart(part, x)),
      );
      const outline = section.outline && mirrorFlat(section.outline, x);
      return { ...whole, outline, ...(label === undefined ? {} : { label: [2 * x - label[0], label[1]] }) };
    }
    if (!section.parts.some(({ id }) => ids.has(id))) return section;
    return withParts(
      section,
      section.parts.map((part) => (ids.has(part.id) ? mirrorPart(part, x) : part)),
    );
  });
  if (!plan.decor.some(({ id }) => ids.has(id))) return mirrored;
  return { ...mirrored, decor: plan.decor.map((item) => (ids.has(item.id) ? mirrorDecor(item, x) : item)) };
}

function mirrorPart(part: Part, x: number): Part {
  const exceptions = mirrorExceptions(part);
  if (part.kind === "rows") return mirrorBlock({ ...part, exceptions }, x);
  if (part.kind === "table") return mirrorTable({ ...part, exceptions }, x);
  return {
    ...part,
    exceptions,
    firstSeat: -(part.firstSeat + part.numbers.length - 1),
    numbers: part.numbers.toReversed(),
    x: part.x.map((own) => 2 * x - own).toReversed(),
    y: part.y.toReversed(),
  };
}

function mirrorBlock(block: RowBlock, x: number): RowBlock {
  const { at, firstSeat, seatCount, seatScheme, offsets } = block;
  const count = (row: number) => (typeof seatCount === "number" ? seatCount : (seatCount[row] ?? 0));
  const flip = (first: number, row: number) => -(first + count(row) - 1);
  const isOneARow = typeof firstSeat !== "number" || typeof seatCount !== "number";
  const firsts = Array.from({ length: block.rowCount }, (_, row) =>
    flip(typeof firstSeat === "number" ? firstSeat : (firstSeat[row] ?? 0), row),
  );
  return {
    ...block,
    at: [2 * x - at[0], at[1]],
    rotation: inCircle(-block.rotation),
    firstSeat: isOneARow ? firsts : (firsts[0] ?? 0),
    axis: -block.axis,
    stagger: -block.stagger,
    ...(offsets === undefined ? {} : { offsets: offsets.map((shift) => -shift) }),
    aisles: block.aisles.map(({ after, width }) => ({ after: -after - 1, width })),
    seatScheme: { ...seatScheme, order: MIRRORED[seatScheme.order] },
  };
}

const MIRRORED = { left: "right", right: "left", oddLeft: "oddRight", oddRight: "oddLeft", wings: "wings" } as const;

function mirrorTable(table: Table, x: number): Table {
  const [top, right, bottom, left] = table.sides;
  const sides = table.shape === "round" ? table.sides : ([top, left, bottom, right] as const);
  return { ...table, at: [2 * x - table.at[0], table.at[1]], rotation: inCircle(-table.rotation), sides };
}

/** Exceptions of mirrored rows follow their seats; those of a table stay with the place in its count. */
function mirrorExceptions(part: Part): Part["exceptions"] {
  return Object.fromEntries(
    Object.entries(part.exceptions).map(([place, seat]) => {
      const nudge = seat.nudge && ([-seat.nudge[0], seat.nudge[1]] as const);
      const own = nudge === undefined ? seat : { ...seat, nudge };
      const [row, column] = place.split(":").map(Number);
      if (part.kind === "table") return [place, own];
      return [column === undefined ? String(0 - (row ?? 0)) : `${row}:${0 - column}`, own];
    }),
  );
}

function mirrorDecor(item: PlanDecor, x: number): PlanDecor {
  if ("outline" in item) return { ...item, outline: mirrorFlat(item.outline, x) };
  const at: Point = [2 * x - item.at[0], item.at[1]];
  return item.kind === "door" ? { ...item, at, rotation: inCircle(-item.rotation) } : { ...item, at };
}

/** Corners in the same turning direction as before. */
function mirrorFlat(flat: readonly number[], x: number): number[] {
  return pairs(flat)
    .toReversed()
    .flatMap(([px, py]) => [2 * x - px, py]);
}
