import { stringify } from "csv-stringify/sync";
import { FRAME_NAME, frameOf } from "../../import/layout-frame.ts";
import type { Layout } from "../../layout.ts";
import { allSeatLines, type ExportChoices } from "./seat-lines.ts";

const COLUMNS = ["section", "row", "seat", "x", "y", "category", "kind"];

/**
 * A layout as a list of seats (CSV, UTF-8, a header, then one seat a line). The list itself says names, spots, categories and kinds.
 * Standing areas, drawings, outlines, the focal point and all else are in one cell of the column `fairseat`, on the first seat's line,
 * unless it is left out; a hall of standing places alone has no line and cannot be exported so. A name that a spreadsheet would
 * run as a formula gets an apostrophe in front (OWASP, CSV injection), and such a hall comes back with it and without its frame.
 */
export function exportSeatList(layout: Layout, { frame = "kept" }: ExportChoices = {}): string {
  const lines = allSeatLines(layout).map(({ section, row, number, x, y, category, kind }, i) => [
    ...[section, row, number, x, y, category, kind.toLowerCase()],
    ...(frame === "leftOut" ? [] : [i === 0 ? frameOf(layout) : ""]),
  ]);
  return stringify([frame === "leftOut" ? COLUMNS : [...COLUMNS, FRAME_NAME], ...lines], { escape_formulas: true });
}
