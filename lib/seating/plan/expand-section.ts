import { meanPoint, median } from "../geometry.ts";
import { outlineAround } from "../import/outline.ts";
import type { Decor, Point, Row, SeatKind, SeatReason, Section } from "../layout.ts";
import { type DrawnRow, expandPart } from "./expand-part.ts";
import type { Part, PlanSection, SeatException } from "./plan.ts";
import type { Terms } from "./terms.ts";

export type DrawnSection = {
  /** As the layout has it, in coordinates of the plan that are not rounded. */
  readonly section: Section;
  /** The drawings of its tables. */
  readonly decor: readonly Decor[];
};

const drawn = new WeakMap<PlanSection, { terms: Terms; result: DrawnSection }>();

/** A section as the layout has it. Kept by the section's identity, so that an edit computes its own section alone. */
export function expandSection(section: PlanSection, terms: Terms): DrawnSection {
  const known = drawn.get(section);
  if (known?.terms === terms) return known.result;
  const result = draw(section, terms);
  drawn.set(section, { terms, result });
  return result;
}

function draw(section: PlanSection, terms: Terms): DrawnSection {
  const own = terms.categoryIndex.get(section.category ?? "") ?? 0;
  const rows = section.parts.flatMap((part) => expandPart(part).rows.map((row) => toRow(row, { part, own, terms })));
  const floor = terms.floorIndex.get(section.floor) ?? 0;
  const outline = outlineOf(section, terms.pitch);
  return {
    section: {
      name: section.name,
      kind: section.kind,
      category: own,
      outline,
      label: section.label ?? middleOf(section, rows),
      rows,
      capacity: rows.reduce((sum, row) => sum + row.numbers.length, section.capacity),
      ...(floor === 0 ? {} : { floor }),
      ...(section.entrance === undefined ? {} : { entrance: section.entrance }),
      ...(section.view === undefined ? {} : { view: section.view }),
    },
    decor: section.parts
      .flatMap((part) => expandPart(part).decor)
      .map((item) => (floor === 0 ? item : { ...item, floor })),
  };
}

function middleOf({ outline }: PlanSection, rows: readonly Row[]): Point {
  if (rows.length > 0)
    return meanPoint(
      rows.flatMap(({ x }) => x),
      rows.flatMap(({ y }) => y),
    );
  const flat = outline ?? [];
  return meanPoint(
    flat.filter((_, i) => i % 2 === 0),
    flat.filter((_, i) => i % 2 === 1),
  );
}

/** The section's own outline, or one around its seats by the importers' rule; empty without either. */
export function outlineOf({ outline, parts }: PlanSection, pitch: number): readonly number[] {
  if (outline !== null) return outline;
  const rows = parts.flatMap((part) => expandPart(part).rows);
  if (rows.length === 0) return [];
  const x = rows.flatMap((row) => row.x);
  const y = rows.flatMap((row) => row.y);
  return outlineAround(x, y, { pad: pitch * 0.8, reach: Math.max(2 * pitch, rowGap(rows, pitch)) }).outline;
}

/** One and a half times the usual distance between rows, so that an outline closes over them. */
function rowGap(rows: readonly DrawnRow[], pitch: number): number {
  const middles = rows.map(({ x, y }) => meanPoint(x, y));
  const gaps = middles.slice(1).map(([x, y], i) => {
    const [bx, by] = middles[i] ?? [x, y];
    return Math.hypot(x - bx, y - by);
  });
  return Math.min(
    6 * pitch,
    1.5 *
      median(
        gaps.filter((gap) => gap > 0),
        pitch,
      ),
  );
}

type Within = { readonly part: Part; readonly own: number; readonly terms: Terms };

function toRow({ label, index, numbers, x, y, exceptions }: DrawnRow, { part, own, terms }: Within): Row {
  const plain = terms.categoryIndex.get(part.category ?? "") ?? own;
  const categories = numbers.map((_, i) => terms.categoryIndex.get(exceptions?.[i]?.category ?? "") ?? plain);
  const view = part.kind === "rows" ? part.rowViews?.[index] : part.view;
  return {
    ...{ label, numbers, x, y },
    ...(categories.some((category) => category !== own) ? { categories } : {}),
    ...(exceptions === undefined ? {} : marksOf(exceptions)),
    ...(view === undefined ? {} : { view }),
  };
}

/** What the exceptions of a row say of its seats, in the layout's terms. */
function marksOf(exceptions: readonly (SeatException | undefined)[]): Partial<Row> {
  const letters = exceptions.map((seat) => LETTER_OF[seat?.kind ?? "STANDARD"]);
  const having = (has: (seat: SeatException) => boolean | undefined) =>
    exceptions.flatMap((seat, i) => (seat !== undefined && has(seat) ? [i] : []));
  const hearingLoop = having((seat) => seat.features?.includes("hearingLoop"));
  const stepFree = having((seat) => seat.features?.includes("stepFree"));
  const reasons = new Map<string, number[]>();
  exceptions.forEach((seat, i) => {
    if (seat?.reason) reasons.set(seat.reason, [...(reasons.get(seat.reason) ?? []), i]);
  });
  const quality = exceptions.map((seat) => seat?.quality ?? 0);
  return {
    ...(letters.some((letter) => letter !== ".") ? { kinds: letters.join("") } : {}),
    ...(hearingLoop.length + stepFree.length > 0
      ? {
          features: {
            ...(hearingLoop.length > 0 ? { hearingLoop } : {}),
            ...(stepFree.length > 0 ? { stepFree } : {}),
          },
        }
      : {}),
    ...(reasons.size > 0 ? { reasons: [...reasons].map(([text, seats]): SeatReason => ({ text, seats })) } : {}),
    ...(quality.some((value) => value !== 0) ? { quality } : {}),
  };
}

export const LETTER_OF: Readonly<Record<SeatKind, string>> = {
  STANDARD: ".",
  WHEELCHAIR: "w",
  COMPANION: "c",
  RESTRICTED: "r",
};
