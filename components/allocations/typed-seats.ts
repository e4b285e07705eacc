import type { MapModel, MapRow, MapSection } from "../seat-map/map-geometry.ts";

/** Seats by their positions, and the parts of the text that name none here. */
export type TypedSeats = { readonly ids: readonly number[]; readonly unknown: readonly string[] };

/**
 * Reads seats as people write them down: “Stalls row A 1–10, 14; Balcony B–D; Circle”. One part a line, or apart by semicolons: a section,
 * then rows, then seats. What is left out means all: a section alone is all of it. The section may be left
 * out where one alone has such a row.
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

function readPart(model: MapModel, part: string): number[] {
  const named = model.sections
    .flatMap((section) => {
      const rest = afterName(part, section.name);
      return rest === undefined ? [] : [{ section, rest }];
    })
    .sort((a, b) => b.section.name.length - a.section.name.length);
  for (const { section, rest } of named) {
    const found = readRest(model, section, rest);
    if (found.length > 0) return found;
  }
  const unnamed = model.sections.map((section) => readRest(model, section, part)).filter(({ length }) => length > 0);
  return unnamed.length === 1 ? (unnamed[0] ?? []) : [];
}

function readRest(model: MapModel, section: MapSection, rest: string): number[] {
  if (rest === "") return run(section.firstId, section.capacity);
  if (section.rowCount === 0) return readNumbers(standingNumbers(section), section.firstId, rest.replace(FILLER, ""));
  const rows = model.rows.slice(section.firstRow, section.firstRow + section.rowCount);
  for (const text of [rest, rest.replace(FILLER, "")]) {
    const found = readRows(rows, text);
    if (found.length > 0) return found;
  }
  return [];
}

/** “A 1–10”, “A”, “A–C”, “Table 3 1, 2”. The longest label that fits is meant. */
function readRows(rows: readonly MapRow[], text: string): number[] {
  const [, first, last] = /^(.+?)\s*[–—-]\s*(.+)$/u.exec(text) ?? [];
  const [from, to] = [rows.find((row) => isSame(row.label, first)), rows.find((row) => isSame(row.label, last))];
  if (from && to) return rows.filter((row) => isWithin(row.index, from.index, to.index)).flatMap(seatsOf);
  const fits = rows
    .flatMap((row) => {
      const rest = afterName(text, row.label);
      return rest === undefined ? [] : [{ row, rest: rest.replace(FILLER, "") }];
    })
    .sort((a, b) => b.row.label.length - a.row.label.length);
  for (const { row, rest } of fits) {
    const found = rest === "" ? seatsOf(row) : readNumbers(row.numbers, row.firstId, rest);
    if (found.length > 0) return found;
  }
  return [];
}

/** “1–10, 14”. All of them must be there; of a range those that are. */
function readNumbers(numbers: readonly string[], firstId: number, text: string): number[] {
  const parts = text
    .replace(/\s*[–—-]\s*/gu, "-")
    .split(/[\s,]+/)
    .filter(Boolean);
  const found = parts.map((part) => {
    const [, first, last] = /^(.+?)-(.+)$/u.exec(part) ?? [];
    if (first === undefined || last === undefined) return places(numbers, firstId, (number) => isSame(number, part));
    if (!/^\d+$/.test(first) || !/^\d+$/.test(last)) return between(numbers, firstId, [first, last]);
    return places(
      numbers,
      firstId,
      (number) => /^\d+$/.test(number) && isWithin(Number(number), Number(first), Number(last)),
    );
  });
  return found.some((each) => each.length === 0) ? [] : found.flat();
}

/** Seats that are not numbered by digits: from one to the other as they sit. */
function between(numbers: readonly string[], firstId: number, [first, last]: readonly [string, string]): number[] {
  const [from, to] = [first, last].map((label) => numbers.findIndex((number) => isSame(number, label)));
  if (from === undefined || to === undefined || from < 0 || to < 0) return [];
  return run(firstId + Math.min(from, to), Math.abs(to - from) + 1);
}

function places(numbers: readonly string[], firstId: number, isMeant: (number: string) => boolean): number[] {
  return numbers.flatMap((number, i) => (isMeant(number) ? [firstId + i] : []));
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
const seatsOf = (row: MapRow) => run(row.firstId, row.count);
const standingNumbers = ({ capacity }: MapSection) => Array.from({ length: capacity }, (_, i) => String(i + 1));
const run = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

/** Case, accents and the number of blanks do not matter. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
