import { boxOf } from "../geometry.ts";
import type { Point } from "../layout.ts";
import type { ComparedPlace, PlaceDifference } from "./compare-plans.ts";
import { seatsOfSection } from "./drawn-seats.ts";
import { outlineOf } from "./expand-section.ts";
import type { HallPlan } from "./plan.ts";

export const DRAWN_CHANGES = ["added", "removed", "moved", "renamed", "other"] as const;
export type DrawnChange = (typeof DRAWN_CHANGES)[number];

/** One floor with what changed on it, as SVG path data in coordinates of the plan. */
export type DifferenceDrawing = {
  readonly floor: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly pitch: number;
  /** Outlines of sections, and their names in the middle. */
  readonly areas: string;
  readonly names: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** A zero-length subpath for each seat that did not change. */
  readonly still: string;
  /** Signs, which differ by shape: plus, cross, arrow from the old spot, square, diamond. */
  readonly signs: Readonly<Record<DrawnChange, string>>;
  /** How many seats have each sign. */
  readonly counts: Readonly<Record<DrawnChange, number>>;
};

type Spot = { readonly at: Point; readonly from?: Point };

/**
 * Draws the difference of two plans, floor by floor; floors are matched by their names. A seat has one sign, by the first in
 * `DRAWN_CHANGES` that holds: a seat that moved and was renamed is drawn as moved. Standing places have no
 * spot and are not drawn, nor is a floor on which nothing changed.
 */
export function drawDifference(
  before: HallPlan,
  after: HallPlan,
  difference: PlaceDifference<ComparedPlace>,
): DifferenceDrawing[] {
  const changes = changesByKey(difference);
  const names = new Set([...after.floors, ...before.floors].map(({ name }) => name));
  return [...names].flatMap((floor) => drawFloor({ floor, before, after, changes }) ?? []);
}

type Changes = ReadonlyMap<string, DrawnChange>;

function changesByKey(difference: PlaceDifference<ComparedPlace>): Changes {
  const { otherEntrance, otherCategory, otherKind } = difference;
  const after = (changed: readonly { readonly after: ComparedPlace }[]) => changed.map((change) => change.after);
  const lists: Readonly<Record<DrawnChange, readonly ComparedPlace[]>> = {
    added: difference.added,
    removed: difference.removed,
    moved: after(difference.moved),
    renamed: after(difference.renamed),
    other: after([...otherEntrance, ...otherCategory, ...otherKind]),
  };
  return new Map(DRAWN_CHANGES.toReversed().flatMap((kind) => lists[kind].map(({ key }) => [key, kind] as const)));
}

type Floor = { readonly floor: string; readonly before: HallPlan; readonly after: HallPlan; readonly changes: Changes };

function drawFloor({ floor, before, after, changes }: Floor): DifferenceDrawing | undefined {
  const [old, now] = [sectionsOn(before, floor), sectionsOn(after, floor)];
  const oldSpots = new Map(
    before.sections.flatMap(seatsOfSection).map(({ key, x, y }): [string, Point] => [key, [x, y]]),
  );
  const spots: Record<DrawnChange | "still", Spot[]> = { still: [], ...listsOf<Spot>() };
  for (const { key, x, y } of now.flatMap(seatsOfSection)) {
    const from = oldSpots.get(key);
    spots[changes.get(key) ?? "still"].push({ at: [x, y], ...(from === undefined ? {} : { from }) });
  }
  for (const { key, x, y } of old.flatMap(seatsOfSection))
    if (changes.get(key) === "removed") spots.removed.push({ at: [x, y] });
  const outlines = now.map((section) => outlineOf(section, after.pitch)).filter((flat) => flat.length > 0);
  const points = Object.values(spots).flatMap((list) => list.flatMap(({ at, from }) => (from ? [at, from] : [at])));
  const all = [...points, ...outlines.flatMap(pointsOf)];
  if (DRAWN_CHANGES.every((kind) => spots[kind].length === 0)) return undefined;
  const [pitch, r] = [after.pitch, after.pitch * 0.38];
  const sign = (kind: DrawnChange) => spots[kind].map((spot) => SIGNS[kind](spot, r)).join("");
  const entries = <T>(value: (kind: DrawnChange) => T) =>
    Object.fromEntries(DRAWN_CHANGES.map((kind) => [kind, value(kind)])) as Record<DrawnChange, T>;
  return {
    ...{ floor, pitch, box: boxAround(all, 2 * pitch) },
    areas: outlines.map((flat) => `M${pointsOf(flat).map(text).join("L")}Z`).join(""),
    names: now.flatMap((section) => nameOf(section.name, outlineOf(section, pitch))),
    still: spots.still.map(({ at }) => `M${text(at)}h0`).join(""),
    signs: entries(sign),
    counts: entries((kind) => spots[kind].length),
  };
}

const listsOf = <T>(): Record<DrawnChange, T[]> => ({ added: [], removed: [], moved: [], renamed: [], other: [] });

function sectionsOn({ floors, sections }: HallPlan, name: string): HallPlan["sections"] {
  const ids = new Set(floors.filter((floor) => floor.name === name).map(({ id }) => id));
  return sections.filter(({ floor }) => ids.has(floor));
}

const round = (value: number) => Math.round(value * 10) / 10;
const text = ([x, y]: Point) => `${round(x)} ${round(y)}`;
const pointsOf = (flat: readonly number[]): Point[] =>
  Array.from({ length: flat.length / 2 }, (_, i): Point => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);

function boxAround(points: readonly Point[], margin: number): DifferenceDrawing["box"] {
  const { minX, minY, maxX, maxY } = boxOf(
    points.map(([x]) => x),
    points.map(([, y]) => y),
  );
  const [width, height] = [maxX - minX + 2 * margin, maxY - minY + 2 * margin];
  return { x: round(minX - margin), y: round(minY - margin), width: round(width), height: round(height) };
}

function nameOf(name: string, outline: readonly number[]): DifferenceDrawing["names"] {
  if (outline.length === 0) return [];
  const { x, y, width } = boxAround(pointsOf(outline), 0);
  return [{ x: round(x + width / 2), y, text: name }];
}

const SIGNS: Readonly<Record<DrawnChange, (spot: Spot, r: number) => string>> = {
  added: ({ at: [x, y] }, r) => `M${text([x - r, y])}h${round(2 * r)}M${text([x, y - r])}v${round(2 * r)}`,
  removed: ({ at: [x, y] }, r) =>
    `M${text([x - r, y - r])}L${text([x + r, y + r])}M${text([x - r, y + r])}L${text([x + r, y - r])}`,
  moved: arrow,
  renamed: ({ at: [x, y] }, r) => `M${text([x - r, y - r])}h${round(2 * r)}v${round(2 * r)}h${round(-2 * r)}Z`,
  other: ({ at: [x, y] }, r) => `M${text([x, y - r])}L${text([x + r, y])}L${text([x, y + r])}L${text([x - r, y])}Z`,
};

/** A line from the old spot with its head on the new one. */
function arrow({ at: [x, y], from = [x, y] }: Spot, r: number): string {
  const angle = Math.atan2(y - from[1], x - from[0]);
  const wing = (turn: number): Point => [x - 1.4 * r * Math.cos(angle + turn), y - 1.4 * r * Math.sin(angle + turn)];
  return `M${text(from)}L${text([x, y])}M${text(wing(0.6))}L${text([x, y])}L${text(wing(-0.6))}`;
}
