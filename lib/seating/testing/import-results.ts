import { type ImportChoices, importLayout } from "../import/import-venue.ts";
import type { Layout } from "../layout.ts";
import { placesOf } from "../layout.ts";

/** Comparisons that tests of the importer share. */

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Imports a text as a file whose name says nothing. */
export const imported = (text: string, choices: ImportChoices = {}) =>
  importLayout({ fileName: "hall", bytes: bytesOf(text) }, choices);

export function accepted(result: ReturnType<typeof importLayout>) {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result;
}

export function problemsOf(result: ReturnType<typeof importLayout>) {
  return result.ok ? [] : result.refusal.problems;
}

/** All data of each seat except order and coordinates, one line a seat. */
export function seatLines(layout: Layout): string[] {
  return placesOf(layout)
    .map((p) =>
      JSON.stringify([layout.sections[p.section]?.name, p.row, p.number, layout.categories[p.category]?.name, p.kind]),
    )
    .sort();
}

/** "Stalls A 1" for each seat, in the layout's order. */
export function seatNames(layout: Layout): string[] {
  return placesOf(layout).map((p) => `${layout.sections[p.section]?.name} ${p.row} ${p.number}`);
}
