import { type Layout, SEAT_KINDS, type SeatKind, type SeatView } from "#lib/seating/layout";
import { levelsOfSeats, type Selling } from "#lib/seating/painting/level-of-seats";
import { type SeatIds, seatIdsOf } from "#lib/seating/seat-ids";

/**
 * A layout unpacked for drawing, pointing and talking: one column a fact, indexed by the position of a seat (slot 0 is unused), so
 * that 100,000 seats cost a handful of typed arrays and no objects. Built once for each hall and event, never changed. Within the page
 * seats are named by position; `ids` translates what the server says and hears.
 */
export type MapModel = {
  readonly layout: Layout;
  readonly seatCount: number;
  readonly ids: SeatIds;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly section: Uint16Array;
  /** Index into `rows`; `NO_ROW` for a place of a standing section. */
  readonly row: Uint16Array;
  /** Index into the event's price levels; `NOT_SOLD` where none sells the seat. */
  readonly level: Uint8Array;
  /** Index into `KINDS`. */
  readonly kind: Uint8Array;
  readonly sections: readonly MapSection[];
  readonly rows: readonly MapRow[];
  readonly bounds: Box;
  /** Diameter of a drawn seat, in layout units. */
  readonly seatSize: number;
};

export type MapSection = {
  readonly index: number;
  readonly name: string;
  readonly kind: "seated" | "standing" | "tables";
  /** Path data of the outline, empty when the layout gives none. */
  readonly shape: string;
  readonly outline: readonly number[];
  readonly box: Box;
  readonly label: readonly [x: number, y: number];
  /** Ids of its places: `firstId` to `firstId + capacity - 1`. */
  readonly firstId: number;
  readonly capacity: number;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Indices of the price levels found in it, the most frequent first. */
  readonly levels: readonly number[];
};

export type MapRow = {
  readonly index: number;
  readonly section: number;
  readonly label: string;
  readonly firstId: number;
  readonly count: number;
  readonly numbers: readonly string[];
};

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export const KINDS: readonly SeatKind[] = ["STANDARD", "WHEELCHAIR", "COMPANION", "RESTRICTED"];
export const NO_ROW = 0xffff;
export const NOT_SOLD = 0xff;

/**
 * Unpacks a layout for an event that sells its seats so. Positions run from 1
 * in the order in which sections, rows and seats stand there.
 */
export function buildMapModel(layout: Layout, selling: Selling): MapModel {
  const ids = seatIdsOf(layout);
  const seatCount = ids.count;
  const indexOf = new Map(selling.levels.map(({ id }, index) => [id, index]));
  const columns: Columns = {
    x: new Float32Array(seatCount + 1),
    y: new Float32Array(seatCount + 1),
    section: new Uint16Array(seatCount + 1),
    row: new Uint16Array(seatCount + 1).fill(NO_ROW),
    level: Uint8Array.from(levelsOfSeats(layout, selling), (id) => indexOf.get(id) ?? NOT_SOLD),
    kind: new Uint8Array(seatCount + 1),
  };
  const rows: MapRow[] = [];
  const sections: MapSection[] = [];
  let nextId = 1;
  layout.sections.forEach((section, index) => {
    const firstId = nextId;
    const firstRow = rows.length;
    nextId = unpackSection(section, index, firstId, columns, rows);
    sections.push({
      index,
      name: section.name,
      kind: section.kind,
      shape: shapeOf(section.outline),
      outline: section.outline,
      box: boxOf(section.outline, columns, firstId, nextId),
      label: section.label,
      firstId,
      capacity: nextId - firstId,
      firstRow,
      rowCount: rows.length - firstRow,
      levels: levelsIn(columns.level, firstId, nextId),
    });
  });
  const bounds = { left: 0, top: 0, right: layout.width, bottom: layout.height };
  return { layout, seatCount, ids, ...columns, sections, rows, bounds, seatSize: layout.pitch * 0.8 };
}

/** What people see from a seat: its row's view, else its section's; undefined where there is no picture. */
export function viewFrom(model: MapModel, position: number): SeatView | undefined {
  const section = model.layout.sections[model.section[position] ?? 0];
  const row = model.row[position] ?? NO_ROW;
  const inSection = row - (model.sections[model.section[position] ?? 0]?.firstRow ?? 0);
  return (row === NO_ROW ? undefined : section?.rows[inSection]?.view) ?? section?.view;
}

/** What the seat is called on its row; the place's running number in a standing section. */
export function seatNumber(model: MapModel, id: number): string {
  const row = model.rows[model.row[id] ?? NO_ROW];
  if (row) return row.numbers[id - row.firstId] ?? "";
  const section = model.sections[model.section[id] ?? 0];
  return String(id - (section?.firstId ?? 1) + 1);
}

/** Row of a seat, undefined for a place of a standing section. */
export function rowOf(model: MapModel, id: number): MapRow | undefined {
  return model.rows[model.row[id] ?? NO_ROW];
}

/** Section of a seat. Throws for an id that the hall does not have. */
export function sectionOf(model: MapModel, id: number): MapSection {
  const section = id >= 1 && id <= model.seatCount ? model.sections[model.section[id] ?? 0] : undefined;
  if (!section) throw new RangeError(`the hall has no seat ${id}`);
  return section;
}

/** Path data of a closed polygon given flat: x0, y0, x1, y1, … Empty for fewer than three corners. */
export function shapeOf(outline: readonly number[]): string {
  if (outline.length < 6) return "";
  let path = "";
  for (let i = 0; i + 1 < outline.length; i += 2) path += `${i === 0 ? "M" : "L"}${outline[i]} ${outline[i + 1]}`;
  return `${path}Z`;
}

type Columns = Pick<MapModel, "x" | "y" | "section" | "row" | "level" | "kind">;

function unpackSection(
  section: Layout["sections"][number],
  index: number,
  firstId: number,
  columns: Columns,
  rows: MapRow[],
): number {
  let id = firstId;
  if (section.kind === "standing") {
    for (const end = firstId + section.capacity; id < end; id++) {
      columns.x[id] = section.label[0];
      columns.y[id] = section.label[1];
      columns.section[id] = index;
    }
    return id;
  }
  for (const row of section.rows) {
    rows.push({
      index: rows.length,
      section: index,
      label: row.label,
      firstId: id,
      count: row.numbers.length,
      numbers: row.numbers,
    });
    for (let i = 0; i < row.numbers.length; i++, id++) {
      columns.x[id] = row.x[i] ?? 0;
      columns.y[id] = row.y[i] ?? 0;
      columns.section[id] = index;
      columns.row[id] = rows.length - 1;
      columns.kind[id] = kindIndex(row.kinds?.[i]);
    }
  }
  return id;
}

function kindIndex(letter: string | undefined): number {
  const kind = SEAT_KINDS[(letter ?? ".") as keyof typeof SEAT_KINDS] ?? "STANDARD";
  return KINDS.indexOf(kind);
}

function levelsIn(level: Uint8Array, firstId: number, endId: number): number[] {
  const counts = new Map<number, number>();
  for (let id = firstId; id < endId; id++) {
    const index = level[id] ?? NOT_SOLD;
    if (index !== NOT_SOLD) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([index]) => index);
}

function boxOf(outline: readonly number[], columns: Columns, firstId: number, endId: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number) => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  };
  for (let i = 0; i + 1 < outline.length; i += 2) include(outline[i] ?? 0, outline[i + 1] ?? 0);
  for (let id = firstId; id < endId; id++) include(columns.x[id] ?? 0, columns.y[id] ?? 0);
  return left === Infinity ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom };
}
