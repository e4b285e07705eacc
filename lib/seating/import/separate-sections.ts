import { type Box, boxOf, boxOfPolygon, median, polygonContains } from "../geometry.ts";
import type { Point } from "../layout.ts";
import { extentOf, type Facing, type SectionDraft, seatsOf } from "./facing.ts";
import { outlineAround } from "./outline.ts";

/**
 * Moves overlapping sections apart, in place, and reports it. Seat lists often draw every floor of a hall over the same plan
 * (a balcony above its stalls), and careless ones let neighbouring blocks overlap; the seats below could not be tapped.
 * Neighbours are pushed along the axis on which they differ; a floor drawn over another is placed behind it, away from the
 * stage. Seats keep their places within their section.
 */
export function separateSections(sections: readonly SectionDraft[], facing: Facing, pitch: number): string[] {
  const notes = new Set<string>();
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const conflicts = findConflicts(sections, pitch);
    if (conflicts.length === 0) return [...notes];
    for (const note of moveApart(sections, conflicts, { facing, pitch })) notes.add(note);
  }
  for (const { a, b } of findConflicts(sections, pitch)) notes.add(`${a.name} and ${b.name} still overlap`);
  return [...notes];
}

/** What was moved may come to lie over another section, which is moved then. */
const PASSES_MAX = 4;

function moveApart(
  sections: readonly SectionDraft[],
  conflicts: readonly Conflict[],
  { facing, pitch }: { facing: Facing; pitch: number },
): string[] {
  const notes: string[] = [];
  for (const axis of ["x", "y"] as const) {
    for (const group of connected(
      sections,
      conflicts.filter((conflict) => conflict.kind === axis),
    )) {
      spread(group, axis, 2 * pitch);
      notes.push(`moved apart because they overlapped: ${group.map((section) => section.name).join(", ")}`);
    }
  }
  const floors = floorsOf(
    sections,
    conflicts.filter((conflict) => conflict.kind === "floor"),
  );
  for (let floor = 1; floor < floors.length; floor++) {
    const upper = floors[floor] ?? [];
    setBehind(upper, floors.slice(0, floor).flat(), facing, 5 * pitch);
    notes.push(`drawn behind the floor below instead of over it: ${upper.map((section) => section.name).join(", ")}`);
  }
  return notes;
}

type Conflict = { readonly a: SectionDraft; readonly b: SectionDraft; readonly kind: "x" | "y" | "floor" };

/** A tenth of a section may stray into another (real lists mislabel a seat here and there) before anything moves. */
const SHARED_MAX = 0.1;
/** Centres further apart than this part of the sections' size make neighbours, nearer ones floors. */
const NEIGHBOUR_OFFSET = 0.25;

function findConflicts(sections: readonly SectionDraft[], pitch: number): Conflict[] {
  const drawn = sections.map((section): Drawn => {
    const { x, y } = seatsOf(section);
    const { outline } = outlineAround(x, y, { pad: pitch * 0.5, reach: pitch * 2 });
    return {
      section,
      x,
      y,
      outline,
      box: boxOfPolygon(outline),
      middle: [median(x, 0), median(y, 0)],
      size: extentOf(section),
    };
  });
  const conflicts: Conflict[] = [];
  drawn.forEach((a, i) => {
    for (const b of drawn.slice(i + 1)) {
      const apart =
        a.box.maxX < b.box.minX || b.box.maxX < a.box.minX || a.box.maxY < b.box.minY || b.box.maxY < a.box.minY;
      if (apart) continue;
      const shared = Math.max(partInside(a, b.outline), partInside(b, a.outline));
      if (shared > SHARED_MAX) conflicts.push({ a: a.section, b: b.section, kind: conflictKind(a, b) });
    }
  });
  return conflicts;
}

type Drawn = Seats & {
  readonly section: SectionDraft;
  readonly outline: readonly number[];
  readonly box: Box;
  readonly middle: Point;
  readonly size: { readonly width: number; readonly height: number };
};

type Seats = { readonly x: readonly number[]; readonly y: readonly number[] };

function partInside({ x, y }: Seats, outline: readonly number[]): number {
  const inside = x.filter((value, i) => polygonContains(outline, value, y[i] ?? 0)).length;
  return inside < 2 ? 0 : inside / x.length;
}

function conflictKind(a: Drawn, b: Drawn): Conflict["kind"] {
  const offset = (from: number, to: number, size: number) => Math.abs(from - to) / Math.max(size, 1);
  const x = offset(a.middle[0], b.middle[0], (a.size.width + b.size.width) / 2);
  const y = offset(a.middle[1], b.middle[1], (a.size.height + b.size.height) / 2);
  if (Math.max(x, y) < NEIGHBOUR_OFFSET) return "floor";
  return x >= y ? "x" : "y";
}

/** The sections that conflicts join, directly or through others, each group in the order of the file. */
function connected(sections: readonly SectionDraft[], conflicts: readonly Conflict[]): SectionDraft[][] {
  const parent = new Map<SectionDraft, SectionDraft>();
  const rootOf = (section: SectionDraft): SectionDraft => {
    let root = section;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) root = next;
    parent.set(section, root);
    return root;
  };
  for (const { a, b } of conflicts) parent.set(rootOf(a), rootOf(b));
  const groups = new Map<SectionDraft, SectionDraft[]>();
  for (const section of sections.filter((each) => parent.has(each))) {
    const root = rootOf(section);
    groups.set(root, [...(groups.get(root) ?? []), section]);
  }
  return [...groups.values()];
}

/** Sets the sections side by side in the order of their middles, `gap` apart, around the middle they had together. */
function spread(group: readonly SectionDraft[], axis: "x" | "y", gap: number): void {
  const range = (section: SectionDraft): [number, number] => {
    const { x, y } = seatsOf(section);
    const box = boxOf(x, y);
    return axis === "x" ? [box.minX, box.maxX] : [box.minY, box.maxY];
  };
  const middle = (list: readonly SectionDraft[]) => {
    const ranges = list.map(range);
    return (Math.min(...ranges.map((r) => r[0])) + Math.max(...ranges.map((r) => r[1]))) / 2;
  };
  const before = middle(group);
  const inOrder = [...group].sort((a, b) => median(seatsOf(a)[axis], 0) - median(seatsOf(b)[axis], 0));
  let free = Number.NEGATIVE_INFINITY;
  for (const section of inOrder) {
    const [from] = range(section);
    if (from < free) shift(section, axis === "x" ? [free - from, 0] : [0, free - from]);
    free = range(section)[1] + gap;
  }
  const back = before - middle(group);
  for (const section of group) shift(section, axis === "x" ? [back, 0] : [0, back]);
}

/** Floor 0 and up; a section stands one floor above the highest earlier section that it covers. */
function floorsOf(sections: readonly SectionDraft[], conflicts: readonly Conflict[]): SectionDraft[][] {
  const floorOf = new Map<SectionDraft, number>();
  const floors: SectionDraft[][] = [];
  const under = new Map<SectionDraft, Conflict[]>();
  for (const conflict of conflicts) {
    const own = under.get(conflict.b);
    if (own === undefined) under.set(conflict.b, [conflict]);
    else own.push(conflict);
  }
  for (const section of sections) {
    const below = (under.get(section) ?? []).map(({ a }) => floorOf.get(a) ?? 0);
    const floor = below.length === 0 ? 0 : Math.max(...below) + 1;
    floorOf.set(section, floor);
    floors[floor] = [...(floors[floor] ?? []), section];
  }
  return floors;
}

function setBehind(upper: readonly SectionDraft[], lower: readonly SectionDraft[], facing: Facing, gap: number): void {
  const [tx, ty]: Point = facing.shape === "one-sided" ? facing.towards : [0, -1];
  const reach = (list: readonly SectionDraft[], sign: 1 | -1) =>
    list.reduce((most, section) => {
      const { x, y } = seatsOf(section);
      return x.reduce((m, value, i) => Math.max(m, sign * (value * tx + (y[i] ?? 0) * ty)), most);
    }, Number.NEGATIVE_INFINITY);
  const backOfLower = -reach(lower, -1);
  const frontOfUpper = reach(upper, 1);
  const distance = frontOfUpper - backOfLower + gap;
  for (const section of upper) shift(section, [-tx * distance, -ty * distance]);
}

function shift(section: SectionDraft, [dx, dy]: Point): void {
  for (const row of section.rows) {
    for (let i = 0; i < row.x.length; i++) {
      row.x[i] = (row.x[i] ?? 0) + dx;
      row.y[i] = (row.y[i] ?? 0) + dy;
    }
  }
}
