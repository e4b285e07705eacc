import { type MapModel, rowOf } from "./map-geometry.ts";

/**
 * Understands what people type to find a seat: "F12", "F 12", "row F seat 12", "Balcony F 12", "fila F butaca 12", or only a
 * row or a section. Answers the ids that fit, best first, at most `limit`; a row or section answers its first seat.
 */
export function findSeats(model: MapModel, text: string, limit = 8): number[] {
  const words = wordsOf(text).filter((word) => !FILLERS.has(word));
  if (words.length === 0) return [];
  const found = new Set<number>();
  for (const reading of readings(words)) {
    for (const id of seatsLike(model, reading)) {
      found.add(id);
      if (found.size >= limit) return [...found];
    }
  }
  return [...found];
}

type Reading = { readonly section: readonly string[]; readonly row?: string; readonly number?: string };

/** Words that name the parts of an address in the languages we speak; a seat of that name is still found by its section. */
const FILLERS = new Set([
  "row",
  "seat",
  "section",
  "table",
  "no",
  "fila",
  "asiento",
  "butaca",
  "seccion",
  "sector",
  "mesa",
  "num",
]);

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Lower case without accents, so that "palco" finds "Palcó" and "f" finds "F". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The ways to read the words, the most telling first: section, row and number; then row alone; then section alone. */
function readings(words: readonly string[]): Reading[] {
  const all: Reading[] = [];
  const last = words.at(-1) ?? "";
  const glued = /^(\p{L}+)(\d+)$/u.exec(last) ?? /^(\d+)(\p{L}+)$/u.exec(last);
  if (words.length >= 2) all.push({ section: words.slice(0, -2), row: words.at(-2) ?? "", number: last });
  if (glued) all.push({ section: words.slice(0, -1), row: glued[1] ?? "", number: glued[2] ?? "" });
  if (words.length >= 1) all.push({ section: words.slice(0, -1), row: last });
  all.push({ section: words });
  if (words.length >= 2) all.push({ section: words.slice(0, -1), number: last });
  return all;
}

function* seatsLike(model: MapModel, reading: Reading): Generator<number> {
  for (const section of model.sections) {
    if (!matches(section.name, reading.section)) continue;
    if (reading.row === undefined && reading.number === undefined) {
      yield section.firstId;
      continue;
    }
    for (const row of model.rows.slice(section.firstRow, section.firstRow + section.rowCount)) {
      if (reading.row !== undefined && !labelEquals(row.label, reading.row)) continue;
      if (reading.number === undefined) {
        yield row.firstId;
        continue;
      }
      const at = row.numbers.findIndex((number) => labelEquals(number, reading.number ?? ""));
      if (at >= 0) yield row.firstId + at;
    }
  }
}

/** "Table 3" is found by "3" as well as by "table 3", because people type the shorter. */
function labelEquals(label: string, wanted: string): boolean {
  const words = wordsOf(label).filter((word) => !FILLERS.has(word));
  return words.join("") === wanted;
}

function matches(name: string, words: readonly string[]): boolean {
  const own = wordsOf(name);
  return words.every((word) => own.some((part) => part.startsWith(word)));
}

/** The seats of the answer in the row where the reader is come first; then those of the section; the order stays otherwise. */
export function nearestFirst(model: MapModel, ids: readonly number[], cursor: number): number[] {
  const rank = (id: number) =>
    rowOf(model, id) === rowOf(model, cursor) ? 0 : model.section[id] === model.section[cursor] ? 1 : 2;
  return [...ids].sort((a, b) => rank(a) - rank(b));
}
