import type { MapModel, MapSection } from "../seat-map/map-geometry.ts";

/** Seats by their positions, and the parts of the text that name none here. */
export type TypedSeats = { readonly ids: readonly number[]; readonly unknown: readonly string[] };

/**
 * Reads seats as people write them down: “Stalls row A 1–10, 14; Balcony B–D; Circle”. One part a line, or apart by semicolons: a section,
 * then rows, then seats. What is left out means all: a section alone is all of it. “Stalls” means “Stalls Left” and “Stalls Right” too
 * where no section is called so. The section may be left out where one alone has such a row.
 */
export function typedSeats(model: MapModel, text: string): TypedSeats {
  const ids = new Set<number>();
  const unknown: string[] = [];
  for (const part of text.split(/[\n;]+/).map((each) => each.trim())) {
    if (part === "") continue;
    const found = readPart(model, part);
    if (found.length === 0) unknown.push(part.slice(0, 60));
    for (const id of found) ids.add(id);
  }
  return { ids: [...ids], unknown };
}

/** Words that name the kinds of places in the languages we speak; a name that begins with one is found first. */
const FILLER = /^(?:rows?|seats?|tables?|places?|filas?|asientos?|butacas?|mesas?|plazas?)\b\.?\s*/iu;

type Seat = { readonly number: string; readonly id: number };
/** A row with its seats, those of neighbouring sections too where several are meant. */
type Row = { readonly label: string; readonly seats: Seat[] };

function readPart(model: MapModel, part: string): number[] {
  for (const [name, sections] of sectionsByName(model)) {
    const rest = afterName(part, name);
    const found = rest === undefined ? [] : readRest(model, sections, rest);
    if (found.length > 0) return found;
  }
  const unnamed = model.sections.map((section) => readRest(model, [section], part)).filter(({ length }) => length > 0);
  return unnamed.length === 1 ? (unnamed[0] ?? []) : [];
}

/** What sections may be called: their names, and the words that names of several begin with; the longest first. */
function sectionsByName(model: MapModel): [name: string, sections: MapSection[]][] {
  const named = new Map<string, MapSection[]>();
  for (const section of model.sections) {
    const words = folded(section.name).split(" ");
    for (let count = 1; count <= words.length; count++) {
      const name = words.slice(0, count).join(" ");
      named.set(name, [...(named.get(name) ?? []), section]);
    }
  }
  const isWhole = (name: string) => model.sections.filter((section) => folded(section.name) === name);
  return [...named]
    .map(([name, all]): [string, MapSection[]] => [name, isWhole(name).length > 0 ? isWhole(name) : all])
    .sort(([a], [b]) => b.length - a.length);
}

function readRest(model: MapModel, sections: readonly MapSection[], rest: string): number[] {
  if (rest === "") return sections.flatMap(({ firstId, capacity }) => run(firstId, capacity));
  const rows = rowsOf(model, sections);
  for (const text of [rest, rest.replace(FILLER, "")]) {
    const found = readRows(rows, text);
    if (found.length > 0) return found;
  }
  const standing = sections.filter(({ kind }) => kind === "standing");
  const places = standing.flatMap(({ firstId, capacity }) =>
    run(firstId, capacity).map((id, i) => ({ number: String(i + 1), id })),
  );
  return readNumbers(places, rest.replace(FILLER, ""));
}

function rowsOf(model: MapModel, sections: readonly MapSection[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { firstRow, rowCount } of sections)
    for (const { label, numbers, firstId } of model.rows.slice(firstRow, firstRow + rowCount)) {
      const row = rows.get(label) ?? { label, seats: [] };
      row.seats.push(...numbers.map((number, i) => ({ number, id: firstId + i })));
      rows.set(label, row);
    }
  return [...rows.values()];
}

/** “A 1–10”, “A”, “A–C”, “Table 3 1, 2”. The longest label that fits is meant. */
function readRows(rows: readonly Row[], text: string): number[] {
  const [, first, last] = RANGE.exec(text) ?? [];
  const [from, to] = [first, last].map((label) => rows.findIndex((row) => isSame(row.label, label)));
  if (from !== undefined && to !== undefined && from >= 0 && to >= 0)
    return rows.filter((_, i) => isWithin(i, from, to)).flatMap(({ seats }) => idsOf(seats));
  const fits = rows
    .flatMap((row) => {
      const rest = afterName(text, row.label);
      return rest === undefined ? [] : [{ row, rest: rest.replace(FILLER, "") }];
    })
    .sort((a, b) => b.row.label.length - a.row.label.length);
  for (const { row, rest } of fits) {
    const found = rest === "" ? idsOf(row.seats) : readNumbers(row.seats, rest);
    if (found.length > 0) return found;
  }
  return [];
}

const RANGE = /^(.+?)\s*[–—-]\s*(.+)$/u;

/** “1–10, 14”. All of them must be there; of a range those that are. */
function readNumbers(seats: readonly Seat[], text: string): number[] {
  const parts = text
    .replace(/\s*[–—-]\s*/gu, "-")
    .split(/[\s,]+/)
    .filter(Boolean);
  const found = parts.map((part) => {
    const one = idsOf(seats.filter(({ number }) => isSame(number, part)));
    return one.length > 0 ? one : readRange(seats, part);
  });
  return found.some((each) => each.length === 0) ? [] : found.flat();
}

/** By the numbers, or as they sit where they are not numbered by digits. */
function readRange(seats: readonly Seat[], part: string): number[] {
  const [, first = "", last = ""] = RANGE.exec(part) ?? [];
  const isNumber = (text: string) => /^\d+$/.test(text);
  if (isNumber(first) && isNumber(last))
    return idsOf(
      seats.filter(({ number }) => isNumber(number) && isWithin(Number(number), Number(first), Number(last))),
    );
  const [from = -1, to = -1] = [first, last].map((label) => seats.findIndex(({ number }) => isSame(number, label)));
  return from < 0 || to < 0 ? [] : idsOf(seats.filter((_, i) => isWithin(i, from, to)));
}

/** What follows a name at the beginning of a text; undefined when it does not begin with it as a whole word. */
function afterName(text: string, name: string): string | undefined {
  const [whole, begin] = [folded(text), folded(name)];
  if (begin === "" || !whole.startsWith(begin)) return undefined;
  const rest = whole.slice(begin.length);
  if (/^[\p{L}\p{N}]/u.test(rest) && !(/\p{L}$/u.test(begin) && /^\d/.test(rest))) return undefined;
  return rest.replace(/^[\s,:.]+/u, "");
}

const isSame = (label: string, typed: string | undefined) => typed !== undefined && folded(label) === folded(typed);
const isWithin = (n: number, a: number, b: number) => n >= Math.min(a, b) && n <= Math.max(a, b);
const idsOf = (seats: readonly Seat[]) => seats.map(({ id }) => id);
const run = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

/** Case, accents and the number of blanks do not matter. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
