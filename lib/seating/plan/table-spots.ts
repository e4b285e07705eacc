import type { Decor, Point } from "../layout.ts";
import type { DrawnRow } from "./expand-part.ts";
import { numberSeats } from "./numbering.ts";
import type { Table } from "./plan.ts";
import { seatKey } from "./seat-key.ts";

/** How far seats stand from the edge of their table: half a seat of 20 units. */
const SEAT_REACH = 10;

/** The seats of a table, clockwise from the top. The seats of a box stand inside it, as people sit in it. */
export function tableRow(table: Table): DrawnRow {
  const spots = (table.shape === "round" ? aroundCircle(table) : alongSides(table)).map(turnedInto(table));
  return {
    label: table.label,
    index: 0,
    numbers: numberSeats([spots.length], table.seatScheme),
    x: spots.map(([x]) => x),
    y: spots.map(([, y]) => y),
    places: spots.map((_, i) => String(i)),
    keys: spots.map((_, i) => seatKey(table.id, i)),
  };
}

/** What is drawn of the table itself. */
export function tableShape(table: Table): Decor {
  const { at, label, size, shape } = table;
  if (shape === "round") return { kind: "table", at, radius: size[0] / 2, text: label };
  const [w, h] = [size[0] / 2, size[1] / 2];
  const corners: readonly Point[] = [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ];
  return { kind: "shape", outline: corners.flatMap(turnedInto(table)) };
}

function aroundCircle({ size, sides: [seats] }: Table): Point[] {
  const radius = size[0] / 2 + SEAT_REACH;
  return Array.from({ length: seats }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / seats;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });
}

function alongSides({ size, sides, shape }: Table): Point[] {
  const reach = shape === "box" ? -SEAT_REACH : SEAT_REACH;
  const [w, h] = [size[0] / 2, size[1] / 2];
  const [top, right, bottom, left] = sides;
  return [
    ...spread(top, size[0]).map((s): Point => [s, -h - reach]),
    ...spread(right, size[1]).map((s): Point => [w + reach, s]),
    ...spread(bottom, size[0]).map((s): Point => [-s, h + reach]),
    ...spread(left, size[1]).map((s): Point => [-w - reach, -s]),
  ];
}

/** `count` points evenly on a side of this length, from the one end to the other, around its middle. */
function spread(count: number, length: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i + 0.5) / count - 0.5) * length);
}

function turnedInto({ at, rotation }: Table): (point: Point) => Point {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
}
