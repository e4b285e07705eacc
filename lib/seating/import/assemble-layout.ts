import { fitPage } from "../fit-page.ts";
import { boxOf, boxOfPolygon, meanPoint, median } from "../geometry.ts";
import type { Decor, Layout, Point, Row, Section } from "../layout.ts";
import { type Facing, frontOf, inferFacing, pointBefore, type RowDraft, type SectionDraft, seatsOf } from "./facing.ts";
import { outlineAround } from "./outline.ts";
import type { RawArea, RawPlan } from "./raw-plan.ts";
import { separateSections } from "./separate-sections.ts";

/** Neighbouring seats of an imported hall stand this far apart, whatever unit its file was drawn in. */
const PITCH = 20;
const MARGIN = 60;

/**
 * Turns a plan into a layout: groups seats into rows and sections in the order of the file, sorts the seats of a row along
 * it, sets the unit so that neighbours are 20 apart, finds where people look, orders rows from the
 * front to the back, and draws outlines. Every seat of the plan is in the layout exactly once.
 */
export function assembleLayout(plan: RawPlan): { layout: Layout; notes: string[] } {
  const drafts = groupSeats(plan);
  for (const section of drafts) section.rows.splice(0, section.rows.length, ...section.rows.map(alongTheRow));
  const rawPitch = rowPitch(drafts);
  const scale = PITCH / rawPitch;
  scaleSeats(drafts, scale);
  const areas = plan.areas.map((area) => scaleArea(area, scale));
  const facing = withStage(inferFacing(drafts, PITCH), areas);
  const notes = separateSections(drafts, facing, PITCH);
  const focal =
    facing.shape === "one-sided" && !areas.some(isStage)
      ? pointBefore(drafts, facing.towards, 3 * PITCH)
      : facing.focal;
  for (const section of drafts) orderFromTheFront(section, focal);
  const sections = drafts.map((draft) => toSection(draft, notes));
  const decor = [...areas.map(toDecor), ...(areas.some(isStage) ? [] : [drawStage(facing, focal, drafts)])];
  const categories = plan.categories.map((name) => ({ name }));
  return { layout: fitPage({ name: plan.name, pitch: PITCH, focal, categories, sections, decor }, MARGIN), notes };
}

function groupSeats(plan: RawPlan): SectionDraft[] {
  const sections = new Map<string, { draft: SectionDraft; rows: Map<string, RowDraft> }>();
  for (const seat of plan.seats) {
    let section = sections.get(seat.section);
    if (section === undefined) {
      section = { draft: { name: seat.section, rows: [] }, rows: new Map() };
      sections.set(seat.section, section);
    }
    let row = section.rows.get(seat.row);
    if (row === undefined) {
      row = { label: seat.row, numbers: [], x: [], y: [], categories: [], kinds: [] };
      section.rows.set(seat.row, row);
      section.draft.rows.push(row);
    }
    row.numbers.push(seat.number);
    row.x.push(seat.x);
    row.y.push(seat.y);
    row.categories.push(seat.category);
    row.kinds.push(seat.kind);
  }
  return [...sections.values()].map(({ draft }) => draft);
}

const CHAIN_MAX = 1_000;

/**
 * Sorts seats along the row: from one end, always to the nearest seat not yet visited. Sorting by x would fold a horseshoe.
 * A row too long for that, from a file without rows, is sorted by x, then y.
 */
function alongTheRow(row: RowDraft): RowDraft {
  if (row.x.length > CHAIN_MAX) {
    const order = row.x
      .map((_, i) => i)
      .sort((a, b) => (row.x[a] ?? 0) - (row.x[b] ?? 0) || (row.y[a] ?? 0) - (row.y[b] ?? 0));
    return pick(row, order);
  }
  const [cx, cy] = meanPoint(row.x, row.y);
  const left = new Set(row.x.keys());
  const order: number[] = [];
  let [x, y, sign] = [cx, cy, -1];
  while (left.size > 0) {
    let next = -1;
    let best = Number.POSITIVE_INFINITY;
    for (const i of left) {
      const d = sign * Math.hypot((row.x[i] ?? 0) - x, (row.y[i] ?? 0) - y);
      if (d < best) {
        best = d;
        next = i;
      }
    }
    left.delete(next);
    order.push(next);
    [x, y, sign] = [row.x[next] ?? 0, row.y[next] ?? 0, 1];
  }
  return pick(row, order);
}

function pick(row: RowDraft, order: readonly number[]): RowDraft {
  const take = <T>(column: readonly T[], fallback: T) => order.map((i) => column[i] ?? fallback);
  return {
    label: row.label,
    numbers: take(row.numbers, ""),
    x: take(row.x, 0),
    y: take(row.y, 0),
    categories: take(row.categories, 0),
    kinds: take(row.kinds, "."),
  };
}

/** Median distance of neighbours in a row; for a hall of single seats, of each to the next in the file. */
function rowPitch(sections: readonly SectionDraft[]): number {
  const steps = sections.flatMap((section) => section.rows.flatMap((row) => stepsAlong(row.x, row.y)));
  if (steps.length > 0) return median(steps, 1);
  const all = sections.map(seatsOf);
  return median(
    stepsAlong(
      all.flatMap((s) => s.x),
      all.flatMap((s) => s.y),
    ),
    1,
  );
}

function stepsAlong(x: readonly number[], y: readonly number[]): number[] {
  const steps: number[] = [];
  for (let i = 1; i < x.length; i++) {
    const d = Math.hypot((x[i] ?? 0) - (x[i - 1] ?? 0), (y[i] ?? 0) - (y[i - 1] ?? 0));
    if (d > 0) steps.push(d);
  }
  return steps;
}

function scaleSeats(sections: readonly SectionDraft[], scale: number): void {
  for (const row of sections.flatMap((section) => section.rows)) {
    for (let i = 0; i < row.x.length; i++) {
      row.x[i] = (row.x[i] ?? 0) * scale;
      row.y[i] = (row.y[i] ?? 0) * scale;
    }
  }
}

function scaleArea(area: RawArea, scale: number): RawArea {
  const outline = area.outline.map((value) => value * scale);
  if (area.circle === undefined) return { outline, text: area.text };
  const { x, y, radius } = area.circle;
  return { outline, circle: { x: x * scale, y: y * scale, radius: radius * scale }, text: area.text };
}

function isStage(area: RawArea): boolean {
  return /\b(stage|b(ü|ue)hne|podium|court|spielfeld|pitch|screen|leinwand|scene|scène|escenario|altar)\b/iu.test(
    area.text,
  );
}

/** A stage that the file names beats whatever the rows suggest. */
function withStage(facing: Facing, areas: readonly RawArea[]): Facing {
  const stage = areas.find(isStage);
  if (stage === undefined) return facing;
  const box = boxOfPolygon(stage.outline);
  return { ...facing, focal: [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2] };
}

/** Rows nearest to the focal point first, seats from left to right as seen by people who face it. */
function orderFromTheFront(section: SectionDraft, focal: Point): void {
  const front = frontOf(section, PITCH);
  const rows = section.rows.map((row) => {
    const [cx, cy] = meanPoint(row.x, row.y);
    const [fx, fy] = front ?? [focal[0] - cx, focal[1] - cy];
    const last = row.x.length - 1;
    // The right-hand side of a person looking along (fx, fy) is (−fy, fx), because y grows downwards.
    const rightwards = ((row.x[last] ?? 0) - (row.x[0] ?? 0)) * -fy + ((row.y[last] ?? 0) - (row.y[0] ?? 0)) * fx;
    const depth = front === undefined ? Math.hypot(fx, fy) : -(cx * fx + cy * fy);
    return { depth, row: rightwards < 0 ? pick(row, [...row.x.keys()].reverse()) : row };
  });
  rows.sort((a, b) => a.depth - b.depth);
  section.rows.splice(0, section.rows.length, ...rows.map(({ row }) => row));
}

function toSection(draft: SectionDraft, notes: string[]): Section {
  const { x, y } = seatsOf(draft);
  const { outline, outside } = outlineAround(x, y, { pad: PITCH * 0.8, reach: Math.max(2 * PITCH, rowGap(draft)) });
  if (outside > 0) notes.push(`${outside} seats of ${draft.name} stand apart from the rest of it`);
  const counts = new Map<number, number>();
  for (const category of draft.rows.flatMap((row) => row.categories))
    counts.set(category, (counts.get(category) ?? 0) + 1);
  const category = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  return {
    name: draft.name,
    kind: "seated",
    category,
    outline,
    label: meanPoint(x, y),
    rows: draft.rows.map((row) => toRow(row, category)),
    capacity: x.length,
  };
}

/** One and a half times the usual distance between rows, so that an outline closes over them. */
function rowGap(draft: SectionDraft): number {
  const centres = draft.rows.map((row) => meanPoint(row.x, row.y));
  const gaps = stepsAlong(
    centres.map((c) => c[0]),
    centres.map((c) => c[1]),
  );
  return Math.min(6 * PITCH, 1.5 * median(gaps, PITCH));
}

function toRow(row: RowDraft, sectionCategory: number): Row {
  const differs = row.categories.some((category) => category !== sectionCategory);
  const special = row.kinds.some((kind) => kind !== ".");
  return {
    label: row.label,
    numbers: row.numbers,
    x: row.x,
    y: row.y,
    ...(differs ? { categories: row.categories } : {}),
    ...(special ? { kinds: row.kinds.join("") } : {}),
  };
}

function toDecor(area: RawArea): Decor {
  if (isStage(area) && area.outline.length >= 6) return { kind: "stage", outline: area.outline, text: area.text };
  if (area.circle !== undefined)
    return { kind: "table", at: [area.circle.x, area.circle.y], radius: area.circle.radius, text: area.text };
  if (area.outline.length >= 6) return { kind: "shape", outline: area.outline };
  return { kind: "text", at: [area.outline[0] ?? 0, area.outline[1] ?? 0], size: PITCH, text: area.text };
}

/** A file without a stage gets one where people look: a bar in front of a one-sided hall, a field in the round. */
function drawStage(facing: Facing, [x, y]: Point, sections: readonly SectionDraft[]): Decor {
  const all = sections.map(seatsOf);
  const box = boxOf(
    all.flatMap((s) => s.x),
    all.flatMap((s) => s.y),
  );
  const width = (box.maxX - box.minX) * 0.4;
  if (facing.shape === "around") return { kind: "shape", outline: rectangle(x, y, width, 4 * PITCH) };
  const deep = 2 * PITCH;
  const [tx, ty] = facing.towards;
  const upright = Math.abs(ty) >= Math.abs(tx);
  const wide = upright ? width : (box.maxY - box.minY) * 0.4;
  return { kind: "stage", outline: rectangle(x, y, upright ? wide : deep, upright ? deep : wide), text: "Stage" };
}

function rectangle(x: number, y: number, width: number, height: number): number[] {
  const [l, t, r, b] = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  return [l, t, r, t, r, b, l, b];
}
