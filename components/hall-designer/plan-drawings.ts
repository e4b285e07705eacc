import { seatsOfSection } from "#lib/seating/plan/drawn-seats";
import { expandPart } from "#lib/seating/plan/expand-part";
import { outlineOf } from "#lib/seating/plan/expand-section";
import type { HallPlan, PlanDecor, PlanSection } from "#lib/seating/plan/plan";
import { shapeOf } from "../seat-map/map-geometry.ts";
import { type Marks, marked } from "../seat-map/seat-marks.ts";

/** How a plan looks, as data: class, path and hue of each batch. The painter puts it into the page, and only what changed. */

export type Drawing = {
  readonly tag: "path" | "text";
  readonly name: string;
  readonly d?: string;
  /** Colour angle of the category; absent where it has none. */
  readonly hue?: number;
  readonly text?: string;
  readonly x?: number;
  readonly y?: number;
  readonly size?: number;
};

const tenths = (value: number) => Math.round(value * 10) / 10;

/**
 * A section in batches: its area, its tables, one path for the seats of each category and kind, and its name. Each seat is
 * a zero-length subpath that a round cap turns into a dot, as on the map that is sold from.
 */
export function sectionDrawings(plan: HallPlan, section: PlanSection, marks: Marks): Drawing[] {
  const hues = new Map(plan.categories.map(({ id, hue }) => [id, hue]));
  const own = hueOf(hues, section.category);
  return [
    { tag: "path", name: `hd-area hd-${section.kind}`, d: shapeOf(outlineOf(section, plan.pitch).map(tenths)), ...own },
    ...tables(section),
    ...seatBatches(plan, section, marks),
    ...nameOf(section),
  ];
}

/** Only the seats and tables of a section, for parts that are dragged out of it. */
export function partDrawings(plan: HallPlan, section: PlanSection, marks: Marks): Drawing[] {
  return [...tables(section), ...seatBatches(plan, section, marks)];
}

function hueOf(hues: ReadonlyMap<string, number>, category: string | null): { hue?: number } {
  const hue = hues.get(category ?? "");
  return hue === undefined ? {} : { hue };
}

function tables({ parts }: PlanSection): Drawing[] {
  return parts.flatMap((part): Drawing[] => {
    if (part.kind !== "table") return [];
    return expandPart(part).decor.map((item): Drawing => {
      const d = "outline" in item ? shapeOf(item.outline.map(tenths)) : circle(item);
      return { tag: "path", name: "hd-table", d };
    });
  });
}

function circle(item: { at: readonly [number, number] } & object): string {
  const r = "radius" in item ? tenths(Number(item.radius)) : 10;
  return `M${tenths(item.at[0]) - r} ${tenths(item.at[1])}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

function seatBatches(plan: HallPlan, section: PlanSection, marks: Marks): Drawing[] {
  const batches = new Map<string, { category: string | null; kind: string; dots: string[] }>();
  for (const { category, kind, x, y } of seatsOfSection(section)) {
    const key = `${category}|${kind}`;
    let batch = batches.get(key);
    if (batch === undefined) {
      batch = { category, kind, dots: [] };
      batches.set(key, batch);
    }
    batch.dots.push(`M${tenths(x)} ${tenths(y)}h0`);
  }
  const known = new Map(plan.categories.map((category) => [category.id, category]));
  return [...batches.values()].flatMap(({ category, kind, dots }): Drawing[] => {
    const found = known.get(category ?? "");
    const d = dots.join("");
    const look = found === undefined ? "hd-seat hd-open" : found.sold ? "hd-seat" : "hd-seat hd-unsold";
    const hue = found === undefined ? {} : { hue: found.hue };
    const seats: Drawing = { tag: "path", name: `${look} hd-${kind.toLowerCase()}`, d, ...hue };
    if (kind === "STANDARD") return [seats];
    const mark = kind === "WHEELCHAIR" ? marks.wheelchair : kind === "COMPANION" ? marks.companion : marks.restricted;
    return [seats, { tag: "path", name: kind === "RESTRICTED" ? "hd-notch" : "hd-sign", d: marked(d, mark) }];
  });
}

function nameOf(section: PlanSection): Drawing[] {
  const seats = seatsOfSection(section);
  const flat = section.outline ?? [];
  const xs = seats.length > 0 ? seats.map(({ x }) => x) : flat.filter((_, i) => i % 2 === 0);
  const ys = seats.length > 0 ? seats.map(({ y }) => y) : flat.filter((_, i) => i % 2 === 1);
  if (xs.length === 0) return [];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = section.label ?? [mean(xs), mean(ys)];
  const name = section.kind === "standing" ? "hd-name hd-name-standing" : "hd-name";
  return [{ tag: "text", name, text: section.name, x: tenths(x), y: tenths(y) }];
}

/** Stage, screens, doors, texts and shapes. */
export function decorDrawings(item: PlanDecor): Drawing[] {
  switch (item.kind) {
    case "stage":
    case "screen": {
      const { x, y, size } = middleOf(item.outline);
      return [
        { tag: "path", name: `hd-${item.kind}`, d: shapeOf(item.outline.map(tenths)) },
        { tag: "text", name: `hd-${item.kind}-text`, text: item.text, x, y, size },
      ];
    }
    case "shape":
      return [{ tag: "path", name: "hd-shape", d: shapeOf(item.outline.map(tenths)) }];
    case "table":
      return [
        { tag: "path", name: "hd-table", d: circle(item) },
        { tag: "text", name: "hd-table-text", text: item.text, x: item.at[0], y: item.at[1], size: 11 },
      ];
    case "text":
      return [{ tag: "text", name: "hd-text", text: item.text, x: item.at[0], y: item.at[1], size: item.size }];
    case "door":
      return [
        { tag: "path", name: "hd-door", d: doorPath(item) },
        { tag: "text", name: "hd-door-text", text: item.text, x: item.at[0], y: item.at[1] - 14, size: 12 },
      ];
  }
}

function doorPath({ at: [x, y], width, rotation }: Extract<PlanDecor, { kind: "door" }>): string {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const spot = (along: number, across: number) =>
    `${tenths(x + across * cos - along * sin)} ${tenths(y + across * sin + along * cos)}`;
  const half = width / 2;
  return `M${spot(0, -half)}L${spot(0, half)}M${spot(10, 0)}L${spot(-10, 0)}M${spot(-4, -5)}L${spot(-10, 0)}L${spot(-4, 5)}`;
}

function middleOf(outline: readonly number[]): { x: number; y: number; size: number } {
  const xs = outline.filter((_, i) => i % 2 === 0);
  const ys = outline.filter((_, i) => i % 2 === 1);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.max(8, Math.min((bottom - top) * 0.5, (right - left) * 0.1));
  return { x: tenths((left + right) / 2), y: tenths((top + bottom) / 2), size: tenths(size) };
}
