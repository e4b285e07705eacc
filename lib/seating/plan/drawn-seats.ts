import { type Box, boxOf, boxOfPolygon } from "../geometry.ts";
import type { Point, SeatKind } from "../layout.ts";
import { expandPart } from "./expand-part.ts";
import type { HallPlan, Part, PlanDecor, PlanSection } from "./plan.ts";

/** A seat as the designer lists, selects and points at it, in coordinates of the plan. */
export type DrawnSeat = {
  readonly key: string;
  /** Ids of its section and part, and its place in the part. */
  readonly section: string;
  readonly part: string;
  readonly place: string;
  readonly row: string;
  readonly number: string;
  /** Id of its category; null while its section has none. */
  readonly category: string | null;
  readonly kind: SeatKind;
  readonly x: number;
  readonly y: number;
};

const drawn = new WeakMap<PlanSection, readonly DrawnSeat[]>();

/** The seats of a section in the order of the layout, kept by its identity. A standing section has none. */
export function seatsOfSection(section: PlanSection): readonly DrawnSeat[] {
  const known = drawn.get(section);
  if (known !== undefined) return known;
  const seats = section.parts.flatMap((part) => seatsOfPart(part, section));
  drawn.set(section, seats);
  return seats;
}

/** All seats of a plan in the order of the layout. */
export function seatsOfPlan({ sections }: Pick<HallPlan, "sections">): DrawnSeat[] {
  return sections.flatMap(seatsOfSection);
}

/** The seats of a part, a row after the other. */
export function seatsOfPart(part: Part, section: PlanSection): DrawnSeat[] {
  const plain = part.category ?? section.category;
  return expandPart(part).rows.flatMap((row) =>
    row.keys.map(
      (key, i): DrawnSeat => ({
        key,
        ...{ section: section.id, part: part.id, place: row.places[i] ?? "", row: row.label },
        number: row.numbers[i] ?? "",
        category: row.exceptions?.[i]?.category ?? plain,
        kind: row.exceptions?.[i]?.kind ?? "STANDARD",
        x: row.x[i] ?? 0,
        y: row.y[i] ?? 0,
      }),
    ),
  );
}

/** The box of a part's seat centres and of its table; undefined for a part without any. */
export function boxOfPart(part: Part): Box | undefined {
  const { rows, decor } = expandPart(part);
  const flat = decor.flatMap(cornersOf);
  const x = [...rows.flatMap((row) => row.x), ...flat.filter((_, i) => i % 2 === 0)];
  const y = [...rows.flatMap((row) => row.y), ...flat.filter((_, i) => i % 2 === 1)];
  return x.length === 0 ? undefined : boxOf(x, y);
}

/** The box of a section: its own outline, else its parts. */
export function boxOfSection({ outline, parts }: PlanSection): Box | undefined {
  if (outline !== null) return boxOfPolygon(outline);
  return unionOf(parts.map(boxOfPart));
}

export function boxOfDecor(item: PlanDecor): Box {
  return boxOfPolygon(cornersOf(item));
}

export function unionOf(boxes: readonly (Box | undefined)[]): Box | undefined {
  const known = boxes.filter((box) => box !== undefined);
  if (known.length === 0) return undefined;
  return {
    minX: Math.min(...known.map(({ minX }) => minX)),
    minY: Math.min(...known.map(({ minY }) => minY)),
    maxX: Math.max(...known.map(({ maxX }) => maxX)),
    maxY: Math.max(...known.map(({ maxY }) => maxY)),
  };
}

type Extent =
  | { readonly outline: readonly number[] }
  | { readonly at: Point; readonly radius: number }
  | { readonly at: Point; readonly size: number }
  | { readonly at: Point; readonly width: number };

function cornersOf(item: Extent): readonly number[] {
  if ("outline" in item) return item.outline;
  const reach = "radius" in item ? item.radius : "size" in item ? item.size / 2 : item.width / 2;
  return [item.at[0] - reach, item.at[1] - reach, item.at[0] + reach, item.at[1] + reach];
}
