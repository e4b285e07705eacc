import { parse } from "csv-parse/sync";
import { LAYOUT_PLACES_MAX } from "../check-layout.ts";
import {
  coordinateProblem,
  labelProblem,
  namesWheelchairs,
  type Problems,
  type RawPlan,
  type RawSeat,
  seatKey,
  UnreadableFile,
} from "./raw-plan.ts";

const COLUMNS = ["section", "row", "seat", "x", "y", "category"] as const;
type Column = (typeof COLUMNS)[number];

const KIND_WORDS: Readonly<Record<string, RawSeat["kind"]>> = {
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

/**
 * Reads a seat list: a header naming `section,row,seat,x,y,category` in any order, then one seat a line. A column
 * `kind` (standard, wheelchair, companion, restricted) is optional; other columns are ignored with a note. Problems carry
 * the line of the file. Throws UnreadableFile when the file has no table.
 */
export function readSeatCsv(name: string, text: string, problems: Problems): RawPlan {
  const [header, ...records] = parseRecords(text);
  if (header === undefined) throw new UnreadableFile({ line: 1, reason: "the file is empty" });
  const columns = readHeader(header);
  const categories = new Map<string, number>();
  const lineOf = new Map<string, number>();
  const seats: RawSeat[] = [];
  for (const record of records) {
    const seat = readSeat(record, columns, categories, problems);
    if (seat === undefined) continue;
    const key = seatKey(seat.section, seat.row, seat.number);
    const before = lineOf.get(key);
    if (before === undefined) lineOf.set(key, record.line);
    else {
      const reason = `section ${seat.section} row ${seat.row} seat ${seat.number} stands already on line ${before}`;
      problems.add({ line: record.line, reason });
    }
    seats.push(seat);
  }
  const known = new Set<string>([...COLUMNS, "kind"]);
  const extra = [...columns.keys()].filter((column) => !known.has(column));
  const notes = extra.length > 0 ? [`columns not used: ${extra.join(", ")}`] : [];
  return { name, categories: [...categories.keys()], seats, areas: [], notes };
}

type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

function parseRecords(text: string): CsvRecord[] {
  try {
    const entries: unknown = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      // A short or long line is reported by its number and must not stop the reader.
      relax_column_count: true,
      // The header and one seat more than is accepted, so a list that is too long is detected without reading all of it.
      to: LAYOUT_PLACES_MAX + 2,
    });
    return (entries as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      line: info.lines,
      cells: record,
    }));
  } catch (cause) {
    const { lines, message } = cause as { lines?: number; message?: string };
    const reason = `is not valid CSV: ${message ?? String(cause)}`;
    throw new UnreadableFile(lines === undefined ? { reason } : { line: lines, reason });
  }
}

function readHeader({ line, cells }: CsvRecord): Map<string, number> {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new UnreadableFile({ line, reason: `missing column: ${missing.join(", ")}` });
  const twice = [...COLUMNS, "kind"].filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice.length > 0) throw new UnreadableFile({ line, reason: `column named twice: ${twice.join(", ")}` });
  return new Map(names.map((name, i) => [name, i]));
}

function readSeat(
  { line, cells }: CsvRecord,
  columns: ReadonlyMap<string, number>,
  categories: Map<string, number>,
  problems: Problems,
): RawSeat | undefined {
  const cell = (column: Column | "kind") => (cells[columns.get(column) ?? -1] ?? "").trim();
  const [section, row, number, category] = [cell("section"), cell("row"), cell("seat"), cell("category")];
  const x = readNumber(cell("x"));
  const y = readNumber(cell("y"));
  const kind = KIND_WORDS[cell("kind").toLowerCase()];
  const reasons = [
    cells.length > columns.size ? `has ${cells.length} cells where the header has ${columns.size}` : undefined,
    labelProblem("section", section),
    labelProblem("row", row),
    labelProblem("seat", number),
    labelProblem("category", category),
    coordinateProblem("x", x),
    coordinateProblem("y", y),
    kind === undefined ? `kind ${cell("kind")} is unknown` : undefined,
  ].filter((reason) => reason !== undefined);
  for (const reason of reasons) problems.add({ line, reason });
  if (reasons.length > 0 || kind === undefined) return undefined;
  if (!categories.has(category)) categories.set(category, categories.size);
  return {
    section,
    row,
    number,
    x,
    y,
    category: categories.get(category) ?? 0,
    kind: kind === "." && namesWheelchairs(category) ? "w" : kind,
  };
}

/** `Number` alone would take an empty cell for 0 and "0x10" for 16. */
function readNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}
