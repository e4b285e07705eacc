import { meanPoint } from "../geometry.ts";
import type { Point } from "../layout.ts";
import { expandPart } from "./expand-part.ts";
import { numberSeats, type SeatScheme } from "./numbering.ts";
import { ROW_PRESETS, SEAT_PRESETS } from "./numbering-presets.ts";
import type { Aisle, FreeRow, RowBlock, SeatException } from "./plan.ts";

/**
 * The row block of one row that a free row is, or undefined when no line or arc with equal pitch passes all its seats within
 * `tolerance` units. Its seats have the same keys, numbers and exceptions. Gaps of more than 1.5 pitches become aisles.
 */
export function fitRow(row: FreeRow, { id, tolerance }: { id: string; tolerance: number }): RowBlock | undefined {
  if (row.numbers.length < 2 || row.label === "") return undefined;
  const arc = fitCircle(row);
  const straight = blockOn(row, { id, arc: undefined });
  const bent = arc && blockOn(row, { id, arc });
  const [line, curve] = [errorOf(straight, row), errorOf(bent, row)];
  // A gentle arc is nearly a line, but a row of rounded coordinates is no arc.
  if (line <= tolerance && (line <= ROUNDING || line <= curve)) return straight;
  return curve <= tolerance ? bent : undefined;
}

/** What rounding to tenths moves a seat by, at most, and a little. */
const ROUNDING = 0.15;

type Arc = { readonly centre: Point; readonly radius: number };

function blockOn(row: FreeRow, { id, arc }: { id: string; arc: Arc | undefined }): RowBlock | undefined {
  const course = arc === undefined ? alongLine(row) : alongArc(row, arc);
  const steps = course.at.slice(1).map((at, i) => at - (course.at[i] ?? 0));
  // The lower quarter, because a short row can have more aisles than neighbours.
  const usual = [...steps].sort((a, b) => a - b)[(steps.length - 1) >> 2] ?? 0;
  if (!(usual > 0)) return undefined;
  const even = steps.filter((step) => step <= AISLE_GAP * usual);
  const pitch = even.reduce((sum, step) => sum + step, 0) / even.length;
  const aisles = steps.flatMap((step, i): Aisle[] =>
    step > AISLE_GAP * usual ? [{ after: row.firstSeat + i, width: step - pitch }] : [],
  );
  // The spread of all seats decides where the row begins, so that the error of a single one does not shift it.
  const ideal = idealCourse(row, { pitch, aisles });
  const shift = meanOf(course.at.map((at, i) => at - (ideal[i] ?? 0)));
  const middle = Math.floor((row.numbers.length - 1) / 2);
  const { at, rotation } = course.spot((ideal[middle] ?? 0) + shift);
  const block: RowBlock = {
    kind: "rows",
    ...{ id, at, rotation, pitch, aisles },
    rowCount: 1,
    seatCount: row.numbers.length,
    firstRow: 0,
    firstSeat: row.firstSeat,
    axis: row.firstSeat + middle,
    rowGap: 1.2 * pitch,
    curve: course.sign * (arc === undefined ? 0 : ((pitch / arc.radius) * 180) / Math.PI),
    stagger: 0,
    rowScheme: ROW_PRESETS.letters,
    rowLabels: { 0: row.label },
    ...(row.view === undefined ? {} : { rowViews: { 0: row.view } }),
    rowIds: { 0: row.id },
    seatScheme: SEAT_PRESETS.leftToRight,
    exceptions: rowExceptions(row),
    ...(row.category === undefined ? {} : { category: row.category }),
  };
  return withNumbers(block, row);
}

const AISLE_GAP = 1.5;

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function idealCourse({ numbers, firstSeat }: FreeRow, { pitch, aisles }: Pick<RowBlock, "pitch" | "aisles">): number[] {
  let at = 0;
  return numbers.map((_, i) => {
    if (i > 0) at += pitch + (aisles.find(({ after }) => after === firstSeat + i - 1)?.width ?? 0);
    return at;
  });
}

/** Positions of the seats along a course, and the spot and direction at any position of it. `sign`: 1 with its centre in front. */
type Course = {
  readonly at: readonly number[];
  readonly sign: 1 | -1;
  readonly spot: (at: number) => { at: Point; rotation: number };
};

function alongLine({ x, y }: FreeRow): Course {
  const last = x.length - 1;
  const [cx, cy] = meanPoint(x, y);
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i <= last; i++) {
    const [dx, dy] = [(x[i] ?? 0) - cx, (y[i] ?? 0) - cy];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const axis = Math.atan2(2 * xy, xx - yy) / 2;
  const forward = Math.cos(axis) * ((x[last] ?? 0) - (x[0] ?? 0)) + Math.sin(axis) * ((y[last] ?? 0) - (y[0] ?? 0));
  const angle = forward < 0 ? axis + Math.PI : axis;
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  return {
    at: x.map((own, i) => (own - cx) * ux + ((y[i] ?? 0) - cy) * uy),
    sign: 1,
    spot: (at) => ({ at: [cx + at * ux, cy + at * uy], rotation: degreesOf(angle) }),
  };
}

function alongArc({ x, y }: FreeRow, { centre: [cx, cy], radius }: Arc): Course {
  const angles: number[] = [];
  x.forEach((own, i) => {
    const angle = Math.atan2((y[i] ?? 0) - cy, own - cx);
    const before = angles[i - 1] ?? angle;
    angles.push(angle + 2 * Math.PI * Math.round((before - angle) / (2 * Math.PI)));
  });
  const turn = (angles[angles.length - 1] ?? 0) >= (angles[0] ?? 0) ? 1 : -1;
  return {
    at: angles.map((angle) => turn * radius * (angle - (angles[0] ?? 0))),
    // Clockwise around the centre means that people, who have their left-hand neighbours first, sit with the centre behind them.
    sign: turn === 1 ? -1 : 1,
    spot: (at) => {
      const angle = (angles[0] ?? 0) + (turn * at) / radius;
      const spot: Point = [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
      return { at: spot, rotation: degreesOf(angle + (turn * Math.PI) / 2) };
    },
  };
}

function degreesOf(angle: number): number {
  const degrees = ((((angle * 180) / Math.PI) % 360) + 360) % 360;
  return degrees > 180 ? degrees - 360 : degrees;
}

const RADIUS_MAX = 100_000;

/** The circle with the least squared algebraic distance from the seats (Kåsa 1976); undefined for seats on a line. */
function fitCircle({ x, y }: FreeRow): Arc | undefined {
  const [mx, my] = meanPoint(x, y);
  let [uu, uv, vv, uz, vz] = [0, 0, 0, 0, 0];
  x.forEach((own, i) => {
    const [u, v] = [own - mx, (y[i] ?? 0) - my];
    const z = u * u + v * v;
    uu += u * u;
    uv += u * v;
    vv += v * v;
    uz += u * z;
    vz += v * z;
  });
  const determinant = uu * vv - uv * uv;
  if (x.length < 3 || Math.abs(determinant) < 1e-9) return undefined;
  const [a, b] = [(uz * vv - vz * uv) / (2 * determinant), (vz * uu - uz * uv) / (2 * determinant)];
  const radius = Math.sqrt(a * a + b * b + (uu + vv) / x.length);
  return radius > RADIUS_MAX ? undefined : { centre: [mx + a, my + b], radius };
}

/** How far the seat that is furthest off stands from its spot in the block, before nudges, which both apply. */
function errorOf(block: RowBlock | undefined, row: FreeRow): number {
  const drawn = block && expandPart({ ...block, exceptions: {} }).rows[0];
  if (drawn === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(...row.x.map((x, i) => Math.hypot((drawn.x[i] ?? 0) - x, (drawn.y[i] ?? 0) - (row.y[i] ?? 0))));
}

function rowExceptions({ exceptions }: FreeRow): Record<string, SeatException> {
  return Object.fromEntries(Object.entries(exceptions).map(([seat, exception]) => [`0:${seat}`, exception]));
}

/** The block with the scheme that says the row's numbers, or with each number as an exception where none does. */
function withNumbers(block: RowBlock, { numbers, firstSeat, exceptions }: FreeRow): RowBlock {
  const isRemoved = Object.values(exceptions).some(({ removed }) => removed);
  const blocks = [0];
  numbers.forEach((_, i) => {
    blocks.push((blocks.pop() ?? 0) + 1);
    if (block.aisles.some(({ after }) => after === firstSeat + i)) blocks.push(0);
  });
  const scheme = schemesFor(numbers).find((one) => isEqual(numberSeats(blocks, one), numbers));
  if (scheme !== undefined) return { ...block, seatScheme: isRemoved ? { ...scheme, removed: "keep" } : scheme };
  const fixed = numbers.map((number, i): [string, SeatException] => {
    const place = `0:${firstSeat + i}`;
    return [place, { number, ...block.exceptions[place] }];
  });
  return { ...block, exceptions: { ...block.exceptions, ...Object.fromEntries(fixed) } };
}

function schemesFor(numbers: readonly string[]): SeatScheme[] {
  const presets: readonly SeatScheme[] = Object.values(SEAT_PRESETS);
  const values = numbers.map(Number);
  const least = Math.min(...values);
  if (!numbers.every((number) => /^\d{1,6}$/.test(number))) return [...presets];
  const digits = Math.min(...numbers.map((number) => number.length));
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0)) || 1;
  const started = presets.map((preset) => ({
    ...preset,
    start: preset.order === "wings" ? preset.start : least,
    digits: least === 0 ? 1 : digits,
  }));
  return [
    ...presets,
    ...started,
    ...(["left", "right"] as const).map((order) => ({
      ...SEAT_PRESETS.leftToRight,
      order,
      start: least,
      step,
      digits: Math.min(6, digits),
    })),
  ];
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
