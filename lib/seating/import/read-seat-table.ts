import { FRAME_NAME } from "./layout-frame.ts";
import { type PlanDraft, seatWords, startPlan } from "./plan-draft.ts";
import { type Problems, placeWords, type RawPlan, type SeatLetter, UnreadableFile } from "./raw-plan.ts";
import type { TableLine } from "./read-delimited.ts";

const COLUMNS = ["section", "row", "seat", "x", "y", "category", "kind"] as const;
export type SeatColumn = (typeof COLUMNS)[number];

/** The columns that a list may lack: without both coordinates its seats are laid out by rows. */
const OPTIONAL: readonly SeatColumn[] = ["x", "y", "kind"];

/** Which column of the file each of ours is, where it has another name: `{ seat: "Number" }`. */
export type ColumnNames = Partial<Readonly<Record<SeatColumn, string>>>;

export function isSeatColumn(name: string): name is SeatColumn {
  return (COLUMNS as readonly string[]).includes(name);
}

const KIND_WORDS: Readonly<Record<string, SeatLetter>> = {
  "": ".",
  ".": ".",
  standard: ".",
  w: "w",
  wheelchair: "w",
  c: "c",
  companion: "c",
  r: "r",
  restricted: "r",
};

/** Names that lists give to the depth of a seat where their y is its height. */
const DEPTH = /^(z|depth|tiefe|profondeur|profundidad)$/i;

/** What to do about rows on one line, as part of a sentence. */
export function depthHint([header]: readonly TableLine[]): string {
  const column = header?.cells.map((cell) => cell.trim()).find((cell) => DEPTH.test(cell));
  return `; if their depth is in another column, name it: --map y=${column ?? "COLUMN"}`;
}

/**
 * Reads a list of seats: a header naming `section`, `row`, `seat`, `category` and mostly `x` and `y` in any order, then one seat a
 * line. A column `kind` (standard, wheelchair, companion, restricted) is optional; other columns are ignored with a note. Problems
 * carry the line of the file. Throws UnreadableFile when the table lacks a column or has no header.
 */
export function readSeatTable(
  name: string,
  [header, ...lines]: readonly TableLine[],
  { problems, names }: { problems: Problems; names: ColumnNames },
): RawPlan {
  if (header === undefined) throw new UnreadableFile({ line: 1, reason: "the file is empty" });
  const draft = startPlan(problems);
  const columns = readHeader(header, names, draft);
  const hasPoints = columns.has("x") && columns.has("y");
  const layOut = hasPoints ? undefined : startRows();
  for (const line of lines) readSeat(line, { columns, width: header.cells.length, layOut, draft, problems });
  refuseLostRows(lines, columns, problems);
  if (layOut !== undefined)
    draft.note("the list has no coordinates: its seats are laid out by rows, in the order of the list");
  const framed = header.cells.findIndex((cell) => cell.trim().toLowerCase() === FRAME_NAME);
  const frame = lines[0]?.cells[framed];
  const plan = draft.finish(name);
  return frame === undefined ? plan : { ...plan, frame };
}

type Columns = ReadonlyMap<SeatColumn, number>;

function readHeader({ line, cells }: TableLine, names: ColumnNames, draft: PlanDraft): Columns {
  const inFile = cells.map((cell) => cell.trim().toLowerCase());
  const wanted = (column: SeatColumn) => (names[column] ?? column).trim().toLowerCase();
  const twice = COLUMNS.filter((column) => inFile.indexOf(wanted(column)) !== inFile.lastIndexOf(wanted(column)));
  if (twice.length > 0) throw new UnreadableFile({ line, reason: `column named twice: ${twice.join(", ")}` });
  const columns = new Map(
    COLUMNS.map((column): [SeatColumn, number] => [column, inFile.indexOf(wanted(column))]).filter(([, at]) => at >= 0),
  );
  const missing = COLUMNS.filter(
    (column) =>
      !columns.has(column) &&
      (!OPTIONAL.includes(column) || column in names || (column !== "kind" && (columns.has("x") || columns.has("y")))),
  );
  if (missing.length > 0) throw new UnreadableFile({ line, reason: missingWords(missing, cells) });
  const used = new Set(columns.values());
  const unused = cells
    .map((cell) => cell.trim())
    .filter((cell, i) => cell !== "" && cell.toLowerCase() !== FRAME_NAME && !used.has(i));
  if (unused.length > 0) draft.note(`columns not used: ${unused.join(", ")}`);
  return columns;
}

function missingWords(missing: readonly SeatColumn[], cells: readonly string[]): string {
  const found = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const words = `missing column: ${missing.join(", ")}; the columns are ${found.join(", ").slice(0, 300)}`;
  const free = found.find((name) => !isSeatColumn(name.toLowerCase()));
  return free === undefined
    ? words
    : `${words}. If one of them has another name, say which: --map ${missing[0]}=${free}`;
}

type Reading = {
  readonly columns: Columns;
  /** How many cells the header has. */
  readonly width: number;
  readonly layOut: ((section: string, row: string) => { x: number; y: number }) | undefined;
  readonly draft: PlanDraft;
  readonly problems: Problems;
};

function readSeat({ line, cells }: TableLine, { columns, width, layOut, draft, problems }: Reading): void {
  const cell = (column: SeatColumn) => cells[columns.get(column) ?? -1] ?? "";
  const kind = KIND_WORDS[cell("kind").trim().toLowerCase()];
  const excess = cells.slice(width).some((each) => each.trim() !== "");
  if (excess) problems.add({ line, reason: `has ${cells.length} cells where the header has ${width}` });
  if (kind === undefined) problems.add({ line, reason: `kind ${cell("kind")} is unknown` });
  if (cell("category").trim() === "") problems.add({ line, reason: "category is empty" });
  const [section, row] = [cell("section"), cell("row")];
  const { x, y } = layOut?.(section, row) ?? { x: readNumber(cell("x")), y: readNumber(cell("y")) };
  const taken = draft.addSeat({
    ...{ section, row, number: cell("seat"), category: cell("category"), kind: kind ?? ".", x, y, at: { line } },
    words: { section: "section", row: "row", number: "seat" },
  });
  if (taken !== undefined)
    problems.add({ line, reason: `${seatWords(taken.seat)} is already ${placeWords(taken.before)}` });
}

/** Seats of a section may all stand in no row, as around a table; among rows with names an empty one is a gap in the list. */
function refuseLostRows(lines: readonly TableLine[], columns: Columns, problems: Problems): void {
  const cell = (cells: readonly string[], column: SeatColumn) => (cells[columns.get(column) ?? -1] ?? "").trim();
  const withRows = new Set(lines.flatMap(({ cells }) => (cell(cells, "row") === "" ? [] : [cell(cells, "section")])));
  for (const { line, cells } of lines)
    if (cell(cells, "row") === "" && withRows.has(cell(cells, "section")))
      problems.add({ line, reason: "row is empty" });
}

/** A number with a decimal point or a decimal comma. `Number` alone would take an empty cell for 0 and "0x10" for 16. */
function readNumber(cell: string): number {
  const text = cell.trim().replace(/^([+-]?\d*),(\d+)$/, "$1.$2");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

const SEAT_STEP = 20;
const ROW_STEP = 25;
const SECTION_GAP = 40;

/** Places for seats of a list without coordinates: rows behind each other and sections behind each other, in their order. */
function startRows(): (section: string, row: string) => { x: number; y: number } {
  const rows = new Map<string, { y: number; count: number }>();
  let next = 0;
  let last: string | undefined;
  return (section, row) => {
    const key = JSON.stringify([section.trim(), row.trim()]);
    let place = rows.get(key);
    if (place === undefined) {
      if (last !== undefined && last !== section.trim()) next += SECTION_GAP;
      place = { y: next, count: 0 };
      rows.set(key, place);
      next += ROW_STEP;
      last = section.trim();
    }
    place.count += 1;
    return { x: (place.count - 1) * SEAT_STEP, y: place.y };
  };
}
