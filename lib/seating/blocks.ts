import { median } from "./geometry.ts";
import { type Layout, type Place, placesOf, type Row, type SeatKind } from "./layout.ts";

/**
 * A layout prepared for choosing seats: columns indexed by the position of a seat (seat-ids.ts; index 0 is unused), cut into rows and
 * blocks. It
 * depends on the geometry alone, so each layout hash needs one. A **block** is a maximal run of a row without an
 * aisle: a group that sits in one block sits together. All the seats of a table are one block.
 */
export type Hall = {
  readonly count: number;
  readonly pitch: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly category: Uint16Array;
  /** Index into HALL_KINDS. */
  readonly kind: Uint8Array;
  readonly section: Int32Array;
  /**
   * Whole numbers, higher is better: minus the distance to the focal point in units, less a penalty for a restricted view, plus what
   * the organizer painted.
   */
  readonly quality: Int32Array;
  /** Index of the row, or −1 for a standing place; row and block ids are dense over the hall. */
  readonly row: Int32Array;
  readonly block: Int32Array;
  /** The nearest seat of the row behind and before in the same section, 0 when there is none close by. */
  readonly behind: Int32Array;
  readonly ahead: Int32Array;
  readonly rows: readonly SeatRange[];
  readonly blocks: readonly HallBlock[];
  readonly sections: readonly HallSection[];
};

export const HALL_KINDS: readonly SeatKind[] = ["STANDARD", "WHEELCHAIR", "COMPANION", "RESTRICTED"];
export const WHEELCHAIR = 1;
export const COMPANION = 2;
const RESTRICTED = 3;

/** Positions from `first` to `last`, both included. */
export type SeatRange = { readonly first: number; readonly last: number };
/** `joinsNext`: the next block of the row begins right across an aisle, not across a hole in the hall. */
export type HallBlock = SeatRange & { readonly joinsNext: boolean };
export type HallSection = SeatRange & {
  readonly kind: "seated" | "standing" | "tables";
  /** Sections whose seats come close to these. */
  readonly neighbours: readonly number[];
};

/** A gap wider than this many pitches is an aisle. */
const AISLE_GAP = 1.5;
/** Across a wider one people are no longer side by side. */
const AISLE_WIDTH_MAX = 5;
/** A row further behind is across a walkway. */
const ROW_GAP_MAX = 2.8;
const NEIGHBOUR_GAP = 8;
/** A restricted view counts as if the seat stood six places further back. */
const RESTRICTED_PENALTY = 6;
/** A seat painted with the best quality, 100, counts as if it stood ten places nearer; with -100 as much further back. */
const PAINTED_MOST = 10;

/** Prepares a layout; linear in its seats but for the rows' neighbours (row length squared). */
export function prepareHall(layout: Layout): Hall {
  const places = placesOf(layout);
  const hall = columnsOf(layout, places);
  const rows: SeatRange[] = [];
  const blocks: HallBlock[] = [];
  const sections: (SeatRange & { kind: HallSection["kind"] })[] = [];
  let next = 1;
  for (const section of layout.sections) {
    const first = next;
    if (section.kind === "standing") next += section.capacity;
    let before: SeatRange | undefined;
    for (const row of section.rows) {
      const range = { first: next, last: next + row.numbers.length - 1 };
      next = range.last + 1;
      const cuts = section.kind === "tables" ? [] : aislesOf(row, layout.pitch);
      addRow(hall, { range, cuts, rows, blocks });
      paint(hall, { row, first: range.first });
      if (before !== undefined && section.kind === "seated") linkRows(hall, before, range);
      before = range;
    }
    sections.push({ kind: section.kind, first, last: next - 1 });
  }
  return { ...hall, rows, blocks, sections: withNeighbours(sections, layout) };
}

function paint(hall: Columns, { row, first }: { row: Row; first: number }): void {
  row.quality?.forEach((painted, i) => {
    const places = (painted / 100) * PAINTED_MOST;
    hall.quality[first + i] = (hall.quality[first + i] ?? 0) + Math.round(places * hall.pitch);
  });
}

type Columns = Omit<Hall, "rows" | "blocks" | "sections">;

function columnsOf(layout: Layout, places: readonly Place[]): Columns {
  const size = places.length + 1;
  const hall: Columns = {
    count: places.length,
    pitch: layout.pitch,
    x: new Float32Array(size),
    y: new Float32Array(size),
    category: new Uint16Array(size),
    kind: new Uint8Array(size),
    section: new Int32Array(size).fill(-1),
    quality: new Int32Array(size),
    row: new Int32Array(size).fill(-1),
    block: new Int32Array(size).fill(-1),
    behind: new Int32Array(size),
    ahead: new Int32Array(size),
  };
  const [fx, fy] = layout.focal;
  for (const [i, place] of places.entries()) {
    const position = i + 1;
    const kind = HALL_KINDS.indexOf(place.kind);
    const penalty = kind === RESTRICTED ? RESTRICTED_PENALTY * layout.pitch : 0;
    hall.x[position] = place.x;
    hall.y[position] = place.y;
    hall.category[position] = place.category;
    hall.kind[position] = kind;
    hall.section[position] = place.section;
    hall.quality[position] = -Math.round(Math.hypot(place.x - fx, place.y - fy) + penalty);
  }
  return hall;
}

/** Indexes of seats before which the row is cut, and whether the cut is an aisle narrow enough to sit together across. */
function aislesOf(row: Row, pitch: number): { at: number; joins: boolean }[] {
  const step = labelStep(row.numbers);
  const cuts: { at: number; joins: boolean }[] = [];
  for (let i = 1; i < row.numbers.length; i++) {
    const gap = Math.hypot((row.x[i] ?? 0) - (row.x[i - 1] ?? 0), (row.y[i] ?? 0) - (row.y[i - 1] ?? 0));
    const jump = labelDistance(row.numbers[i - 1], row.numbers[i]);
    // Odd and even numbering counts in twos, so only more than twice the usual step is a jump.
    const jumps = jump !== undefined && jump > Math.max(2, 2 * step);
    if (gap > AISLE_GAP * pitch || jumps) cuts.push({ at: i, joins: gap <= AISLE_WIDTH_MAX * pitch });
  }
  return cuts;
}

function labelDistance(a: string | undefined, b: string | undefined): number | undefined {
  if (a === undefined || b === undefined || !/^\d+$/.test(a) || !/^\d+$/.test(b)) return undefined;
  return Math.abs(Number(a) - Number(b));
}

function labelStep(numbers: readonly string[]): number {
  const steps: number[] = [];
  for (let i = 1; i < numbers.length; i++) {
    const distance = labelDistance(numbers[i - 1], numbers[i]);
    if (distance !== undefined) steps.push(distance);
  }
  return median(steps, 1);
}

type Cutting = { range: SeatRange; cuts: { at: number; joins: boolean }[]; rows: SeatRange[]; blocks: HallBlock[] };

function addRow(hall: Columns, { range, cuts, rows, blocks }: Cutting): void {
  const ends = [
    ...cuts.map((cut) => ({ last: range.first + cut.at - 1, joinsNext: cut.joins })),
    { last: range.last, joinsNext: false },
  ];
  let first = range.first;
  for (const { last, joinsNext } of ends) {
    hall.block.fill(blocks.length, first, last + 1);
    blocks.push({ first, last, joinsNext });
    first = last + 1;
  }
  hall.row.fill(rows.length, range.first, range.last + 1);
  rows.push(range);
}

function linkRows(hall: Columns, front: SeatRange, back: SeatRange): void {
  for (let id = front.first; id <= front.last; id++) hall.behind[id] = nearestIn(hall, id, back);
  for (let id = back.first; id <= back.last; id++) hall.ahead[id] = nearestIn(hall, id, front);
}

function nearestIn(hall: Columns, id: number, { first, last }: SeatRange): number {
  let nearest = 0;
  let best = ROW_GAP_MAX * hall.pitch;
  for (let other = first; other <= last; other++) {
    const d = Math.hypot((hall.x[other] ?? 0) - (hall.x[id] ?? 0), (hall.y[other] ?? 0) - (hall.y[id] ?? 0));
    if (d < best) {
      best = d;
      nearest = other;
    }
  }
  return nearest;
}

function withNeighbours(
  sections: readonly (SeatRange & { kind: HallSection["kind"] })[],
  layout: Layout,
): HallSection[] {
  const boxes = layout.sections.map(({ outline }) => {
    const xs = outline.filter((_, i) => i % 2 === 0);
    const ys = outline.filter((_, i) => i % 2 === 1);
    return { minX: Math.min(...xs), maxX: Math.max(...xs), minY: Math.min(...ys), maxY: Math.max(...ys) };
  });
  return sections.map((section, i) => {
    const a = boxes[i];
    const neighbours = boxes.flatMap((b, j) => {
      if (a === undefined || i === j) return [];
      const dx = Math.max(0, a.minX - b.maxX, b.minX - a.maxX);
      const dy = Math.max(0, a.minY - b.maxY, b.minY - a.maxY);
      return Math.hypot(dx, dy) <= NEIGHBOUR_GAP * layout.pitch ? [j] : [];
    });
    return { ...section, neighbours };
  });
}
