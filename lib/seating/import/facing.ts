import { boxOf, meanPoint } from "../geometry.ts";
import type { Point } from "../layout.ts";
import type { Place } from "./raw-plan.ts";

/** A row during import: columns, in the order of the file or along the row. */
export type RowDraft = {
  readonly label: string;
  readonly numbers: string[];
  readonly x: number[];
  readonly y: number[];
  readonly categories: number[];
  readonly kinds: string[];
  /** Where in the file each seat stands. */
  readonly at: Place[];
};

export type SectionDraft = { readonly name: string; readonly rows: RowDraft[] };

/** `isKnown` is false where neither labels nor curves of rows said anything. */
export type Facing = { readonly isKnown: boolean } & FacingShape;

type FacingShape =
  /** All sections face the same way, towards a stage at `focal` in the direction `towards`. */
  | { readonly shape: "one-sided"; readonly towards: Point; readonly focal: Point }
  /** Sections face each other, with the focal point between them. */
  | { readonly shape: "around"; readonly focal: Point };

/**
 * Infers where people in a hall look when the file does not say. For each section: rows are counted from the front (1, 2, 3;
 * A, B, C; AA, BB, CC, each kind of label separately), so the front is the side with the low labels; without usable labels
 * it is the side towards which the rows curve; otherwise it is up. Sections that agree form a one-sided hall with its focal
 * point two rows in front of the first seat; sections that oppose each other form a hall in the round, whose focal point is
 * the mean of their fronts.
 */
export function inferFacing(sections: readonly SectionDraft[], pitch: number): Facing {
  const fronts = sections.map((section) => ({
    front: frontOf(section, pitch),
    seats: seatsOf(section),
    section,
  }));
  const known = fronts.filter((entry) => entry.front !== undefined);
  const isKnown = known.length > 0;
  const votes = isKnown ? known : fronts;
  let [sumX, sumY, weight] = [0, 0, 0];
  for (const { front, seats } of votes) {
    const [dx, dy] = front ?? UP;
    sumX += dx * seats.x.length;
    sumY += dy * seats.x.length;
    weight += seats.x.length;
  }
  const agreement = Math.hypot(sumX, sumY) / Math.max(1, weight);
  if (agreement < AGREEMENT_MIN) {
    const points = votes.map(({ section, front }) => frontmostRow(section, front ?? UP));
    return {
      isKnown,
      shape: "around",
      focal: meanPoint(
        points.map((p) => p[0]),
        points.map((p) => p[1]),
      ),
    };
  }
  const towards = snapToAxis([sumX, sumY]);
  return { isKnown, shape: "one-sided", towards, focal: pointBefore(sections, towards, 3 * pitch) };
}

const UP: Point = [0, -1];
const AGREEMENT_MIN = 0.35;

/** The unit vector from the back of a section to its front, or undefined without usable labels or curvature. */
export function frontOf(section: SectionDraft, pitch: number): Point | undefined {
  return unit(acrossRows(section, frontByLabels(section)), pitch * 0.5) ?? unit(frontByCurve(section), pitch * 0.25);
}

/** The point `distance` in front of the first seat, on the middle axis of the hall. */
export function pointBefore(sections: readonly SectionDraft[], [tx, ty]: Point, distance: number): Point {
  let foremost = Number.NEGATIVE_INFINITY;
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const section of sections) {
    const { x, y } = seatsOf(section);
    for (let i = 0; i < x.length; i++) {
      const along = (x[i] ?? 0) * tx + (y[i] ?? 0) * ty;
      const across = (x[i] ?? 0) * -ty + (y[i] ?? 0) * tx;
      foremost = Math.max(foremost, along);
      left = Math.min(left, across);
      right = Math.max(right, across);
    }
  }
  const along = foremost + distance;
  const across = (left + right) / 2;
  return [along * tx - across * ty, along * ty + across * tx];
}

export function seatsOf(section: SectionDraft): { x: number[]; y: number[] } {
  return { x: section.rows.flatMap((row) => row.x), y: section.rows.flatMap((row) => row.y) };
}

/** Sum of the steps from each row to the one counted before it, within each kind of label. */
function frontByLabels(section: SectionDraft): Point {
  const kinds = new Map<string, { order: number; at: Point }[]>();
  for (const row of section.rows) {
    const position = labelPosition(row.label);
    if (position === undefined) continue;
    const list = kinds.get(position.kind) ?? [];
    list.push({ order: position.order, at: meanPoint(row.x, row.y) });
    kinds.set(position.kind, list);
  }
  let [x, y] = [0, 0];
  for (const list of kinds.values()) {
    list.sort((a, b) => a.order - b.order);
    // The sum of steps telescopes to first minus last, weighted by the number of rows.
    const first = list[0];
    const last = list[list.length - 1];
    if (first === undefined || last === undefined || list.length < 2) continue;
    x += first.at[0] - last.at[0];
    y += first.at[1] - last.at[1];
  }
  return [x, y];
}

/**
 * The part of a direction that is square to the rows, where these run one way: a short row beside the middle of a long one
 * would turn the front aside.
 */
function acrossRows({ rows }: SectionDraft, [x, y]: Point): Point {
  let [along, across, length] = [0, 0, 0];
  for (const row of rows) {
    const last = row.x.length - 1;
    const [dx, dy] = [(row.x[last] ?? 0) - (row.x[0] ?? 0), (row.y[last] ?? 0) - (row.y[0] ?? 0)];
    const own = Math.hypot(dx, dy);
    if (own === 0) continue;
    // Doubling the angle makes a row and the same row from its other end one direction.
    along += (dx * dx - dy * dy) / own;
    across += (2 * dx * dy) / own;
    length += own;
  }
  if (length === 0 || Math.hypot(along, across) < PARALLEL_MIN * length) return [x, y];
  const angle = Math.atan2(across, along) / 2;
  const [nx, ny] = [-Math.sin(angle), Math.cos(angle)];
  const depth = x * nx + y * ny;
  return [depth * nx, depth * ny];
}

const PARALLEL_MIN = 0.95;

function labelPosition(label: string): { kind: string; order: number } | undefined {
  const digits = /^(\D*)(\d+)$/.exec(label);
  if (digits !== null) return { kind: `number ${digits[1]}`, order: Number(digits[2]) };
  const letters = /^([A-Z])\1*$/.exec(label.toUpperCase());
  if (letters !== null) return { kind: `letters ${label.length}`, order: label.toUpperCase().charCodeAt(0) };
  return undefined;
}

/** Rows curve around the focal point: their ends are nearer to it than their middle. */
function frontByCurve(section: SectionDraft): Point {
  let [x, y] = [0, 0];
  for (const row of section.rows) {
    const last = row.x.length - 1;
    if (last < 4) continue;
    // An even row has two middle seats; one of them alone would make a straight row lean along itself.
    const [left, right] = [Math.floor(last / 2), Math.ceil(last / 2)];
    x += ((row.x[0] ?? 0) + (row.x[last] ?? 0) - (row.x[left] ?? 0) - (row.x[right] ?? 0)) / 2;
    y += ((row.y[0] ?? 0) + (row.y[last] ?? 0) - (row.y[left] ?? 0) - (row.y[right] ?? 0)) / 2;
  }
  return [x, y];
}

function frontmostRow(section: SectionDraft, [dx, dy]: Point): Point {
  const centres = section.rows.map((row) => meanPoint(row.x, row.y));
  return centres.reduce(
    (best, c) => (c[0] * dx + c[1] * dy > best[0] * dx + best[1] * dy ? c : best),
    centres[0] ?? [0, 0],
  );
}

function unit([x, y]: Point, least: number): Point | undefined {
  const length = Math.hypot(x, y);
  return length < least || length === 0 ? undefined : [x / length, y / length];
}

/** Halls are drawn straight far more often than 3 degrees off, so a nearly upright one is treated as upright. */
function snapToAxis([x, y]: Point): Point {
  const length = Math.hypot(x, y);
  if (Math.abs(x) > 0.9 * length) return [Math.sign(x), 0];
  if (Math.abs(y) > 0.9 * length) return [0, Math.sign(y)];
  return [x / length, y / length];
}

/** The size of a section along both axes. */
export function extentOf(section: SectionDraft): { width: number; height: number } {
  const { x, y } = seatsOf(section);
  const box = boxOf(x, y);
  return { width: box.maxX - box.minX, height: box.maxY - box.minY };
}
