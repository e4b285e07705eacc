import { fitPage } from "../fit-page.ts";
import { boxOfPolygon, meanPoint, median } from "../geometry.ts";
import type { Layout, LayoutCategory, Point, Row, Section } from "../layout.ts";
import { drawArea, nameShapes } from "./draw-areas.ts";
import { frontOf, inferFacing, type RowDraft, type SectionDraft, seatsOf } from "./facing.ts";
import { findOverlaps } from "./find-overlaps.ts";
import { groupSeats, pickSeats } from "./group-seats.ts";
import { outlineAround } from "./outline.ts";
import { placeStage } from "./place-stage.ts";
import type { FileProblem, RawArea, RawPlan } from "./raw-plan.ts";
import { separateSections } from "./separate-sections.ts";
import { namesStage } from "./stage-words.ts";
import { standingSections } from "./standing-sections.ts";

/** Neighbouring seats of an imported hall stand this far apart, whatever unit its file was drawn in. */
const PITCH = 20;
const MARGIN = 60;

export type Assembling = {
  /** Where people look, in the file's own units. */
  readonly focus: Point | undefined;
  /** How many may stand in the areas of these names. */
  readonly standing: ReadonlyMap<string, number>;
  /** What to do about rows on one line, in the words of the file's format. */
  readonly columnsHint: string;
  /** Whether y grows upwards in the file. */
  readonly yUp: boolean;
};

export type Assembled = {
  readonly layout: Layout;
  readonly notes: string[];
  readonly problems: readonly FileProblem[];
};

/**
 * Turns a plan into a layout: groups seats into rows and sections in the order of the file, sorts the seats of a row along
 * it, sets the unit so that neighbours are 20 apart, finds where people look, orders rows from the
 * front to the back, and draws outlines. Every seat of the plan is in the layout exactly once; seats on top of each other,
 * looked for after everything has moved to its place, are problems.
 */
export function assembleLayout(plan: RawPlan, { focus, standing, columnsHint, yUp }: Assembling): Assembled {
  const drafts = groupSeats(plan.seats);
  const size = PITCH / rowPitch(drafts);
  const scale: Point = [size, yUp ? -size : size];
  scaleSeats(drafts, scale);
  const areas = nameShapes(plan.areas.map((area) => scaleArea(area, scale)));
  const facing = inferFacing(drafts, PITCH);
  const apart = separateSections(drafts, facing, PITCH);
  const { problems, notes: close } = findOverlaps(drafts, { pitch: PITCH, columnsHint });
  const stage = placeStage(drafts, {
    ...{ areas, facing, pitch: PITCH, focus: focus && [focus[0] * scale[0], focus[1] * scale[1]] },
    inFile: ([x, y]) => `${Math.round(x / scale[0])},${Math.round(y / scale[1])}`,
  });
  for (const section of drafts) orderFromTheFront(section, stage.focal);
  const notes = [...apart, ...close, ...stage.notes];
  const stands = standingSections(areas, { standing, category: plan.categories.findIndex(({ isSold }) => isSold) });
  const sections = [...drafts.map((draft) => toSection(draft, notes)), ...stands.sections];
  const drawn = areas.filter((area) => !stage.named.includes(area) && !stands.used.has(area));
  const decor = [
    ...drawn.flatMap((area) => drawArea(namesStage(area.text) ? justText(area) : area, PITCH)),
    // Above the shapes, which may be floors that reach under the stage.
    ...stage.named.map(({ outline, text }) => ({ kind: "stage", outline, text }) as const),
    ...stage.drawn,
  ];
  const categories = plan.categories.map(
    ({ name, isSold }): LayoutCategory => (isSold ? { name } : { name, sold: false }),
  );
  const layout = { name: plan.name, pitch: PITCH, focal: stage.focal, categories, sections, decor };
  return {
    layout: fitPage(layout, MARGIN),
    notes: [...notes, ...stands.notes],
    problems: [...problems, ...stands.problems],
  };
}

/** A stage that would lie over seats keeps its name alone. */
function justText(area: RawArea): RawArea {
  const box = boxOfPolygon(area.outline);
  const middle = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  return { outline: middle, text: area.text, at: area.at };
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

function scaleSeats(sections: readonly SectionDraft[], [sx, sy]: Point): void {
  for (const row of sections.flatMap((section) => section.rows)) {
    for (let i = 0; i < row.x.length; i++) {
      row.x[i] = (row.x[i] ?? 0) * sx;
      row.y[i] = (row.y[i] ?? 0) * sy;
    }
  }
}

function scaleArea({ outline, circle, textAt, text, at }: RawArea, [sx, sy]: Point): RawArea {
  return {
    ...{ outline: outline.map((value, i) => value * (i % 2 === 0 ? sx : sy)), text, at },
    ...(textAt ? { textAt: [textAt[0] * sx, textAt[1] * sy] as const } : {}),
    ...(circle ? { circle: { x: circle.x * sx, y: circle.y * sy, radius: circle.radius * sx } } : {}),
  };
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
    return { depth, row: rightwards < 0 ? pickSeats(row, [...row.x.keys()].reverse()) : row };
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
