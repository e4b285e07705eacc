import type { Point } from "../../layout.ts";
import type { DrawnSeat } from "../drawn-seats.ts";
import { type DrawnRow, expandPart } from "../expand-part.ts";
import type { HallPlan, Part } from "../plan.ts";
import type { SeatGrid } from "../seat-grid.ts";
import type { Report } from "./problem.ts";

/** A gap of more than this many pitches between neighbours is meant as an aisle, as for choosing seats. */
const AISLE_GAP = 1.5;
/** What an aisle leaves free at least: 0.9 m where the plan is calibrated, else one pitch. */
const AISLE_METRES_MIN = 0.9;

type Hall = { readonly grid: SeatGrid; readonly report: Report };
/** Seats side by side without an aisle. */
type Run = {
  readonly section: string;
  readonly part: string;
  readonly row: DrawnRow;
  readonly from: number;
  readonly to: number;
};

/**
 * Aisles that are too narrow to walk, and rows that nobody can reach. A run of seats between two aisles is reached from an end with a
 * free place beyond its last seat; runs that go on into one another are reached together. A run is unreachable when other seats close all
 * its ends.
 */
export function findReachProblems(plan: HallPlan, { grid, report }: Hall): void {
  const metre = plan.background?.unitsPerMetre;
  const narrow = metre === undefined ? plan.pitch : AISLE_METRES_MIN * metre;
  const runs: Run[] = [];
  for (const section of plan.sections) {
    if (section.kind !== "seated") continue;
    for (const part of section.parts) {
      for (const row of expandPart(part).rows) {
        const pitch = pitchOf(part, plan.pitch);
        runs.push(...cutAtAisles(row, { section: section.id, part, pitch, narrow, report }));
      }
    }
  }
  findUnreachable(runs, { pitch: plan.pitch, grid, report });
}

function pitchOf(part: Part, usual: number): number {
  return part.kind === "rows" ? part.pitch : usual;
}

type Cutting = { section: string; part: Part; pitch: number; narrow: number; report: Report };

function cutAtAisles(row: DrawnRow, { section, part, pitch, narrow, report }: Cutting): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let i = 1; i <= row.x.length; i++) {
    const gap = i === row.x.length ? Number.POSITIVE_INFINITY : distance(row, i - 1, i);
    if (gap <= AISLE_GAP * pitch) continue;
    runs.push({ section, part: part.id, row, from, to: i - 1 });
    from = i;
    const width = gap - pitch;
    if (width >= narrow - 1e-6 || hasGap(row, i)) continue;
    report("aisleTooNarrow", {
      ...{ section, part: part.id, seat: row.keys[i] ?? "", at: [row.x[i] ?? 0, row.y[i] ?? 0] },
      values: { row: row.label, width: Math.round(width), min: Math.round(narrow) },
    });
  }
  return runs;
}

/** Whether the gap before a seat is where a seat was taken out. */
function hasGap({ places }: DrawnRow, i: number): boolean {
  const seat = (place = "") => Number(place.slice(place.lastIndexOf(":") + 1));
  return seat(places[i]) - seat(places[i - 1]) > 1;
}

function distance({ x, y }: DrawnRow, a: number, b: number): number {
  return Math.hypot((x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0));
}

function findUnreachable(runs: readonly Run[], { pitch, grid, report }: Hall & { pitch: number }): void {
  const runEnding = new Map<string, number>();
  runs.forEach(({ row, from, to }, i) => {
    for (const end of [from, to]) runEnding.set(row.keys[end] ?? "", i);
  });
  const group = runs.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (group[at] !== undefined && group[at] !== at) at = group[at] ?? at;
    return at;
  };
  const isOpen = runs.map((run, i) => {
    const blockers = [seatBeyond(run, run.from, { pitch, grid }), seatBeyond(run, run.to, { pitch, grid })];
    for (const blocker of blockers) {
      const other = blocker && runEnding.get(blocker.key);
      if (other !== undefined) group[root(i)] = root(other);
    }
    return blockers.includes(undefined);
  });
  const open = new Set(runs.flatMap((_, i) => (isOpen[i] ? [root(i)] : [])));
  runs.forEach(({ section, part, row, from }, i) => {
    if (open.has(root(i))) return;
    const at: Point = [row.x[from] ?? 0, row.y[from] ?? 0];
    report("unreachableRow", { section, part, seat: row.keys[from] ?? "", at, values: { row: row.label } });
  });
}

/** The seat that stands where one would step out of a run at one of its ends. */
function seatBeyond(
  { row, from, to }: Run,
  end: number,
  { pitch, grid }: { pitch: number; grid: SeatGrid },
): DrawnSeat | undefined {
  const inner = end === from ? Math.min(from + 1, to) : Math.max(to - 1, from);
  const [x, y] = [row.x[end] ?? 0, row.y[end] ?? 0];
  const [dx, dy] = [x - (row.x[inner] ?? 0), y - (row.y[inner] ?? 0)];
  const length = Math.hypot(dx, dy);
  if (length === 0) return undefined;
  const own = new Set([row.keys[end], row.keys[inner]]);
  const [px, py] = [x + (dx / length) * pitch, y + (dy / length) * pitch];
  return grid.near(px, py, 0.6 * pitch).find(({ key }) => !own.has(key));
}
