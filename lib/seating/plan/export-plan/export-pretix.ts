import { FRAME_NAME, frameOf } from "../../import/layout-frame.ts";
import type { Decor, Layout, Point, Section } from "../../layout.ts";
import { categoryColour } from "./category-colour.ts";
import { type ExportChoices, seatLinesOf } from "./seat-lines.ts";

/**
 * A layout as a pretix seating plan: a zone for each section, its rows and seats where they stand, and drawings as areas. The format
 * has no word for standing places, for where people look, for outlines of sections and for unsold categories; the key `fairseat`
 * carries them. Leave it out for programs that refuse unknown keys. Kinds of seats are said by `kind`, as files in the wild do.
 */
export function exportPretix(layout: Layout, { frame = "kept" }: ExportChoices = {}): string {
  const plan = {
    name: layout.name,
    categories: layout.categories.map(({ name }, i) => ({ name, color: categoryColour(i, layout.categories.length) })),
    size: { width: Math.ceil(layout.width), height: Math.ceil(layout.height) },
    zones: [...layout.sections.map((section, s) => zoneOf(layout, { section, s })), drawings(layout)],
    ...(frame === "leftOut" ? {} : { [FRAME_NAME]: frameOf(layout) }),
  };
  return JSON.stringify(plan, null, 1);
}

const ORIGIN = { x: 0, y: 0 };

function zoneOf(layout: Layout, { section, s }: { section: Section; s: number }) {
  return {
    name: section.name,
    position: ORIGIN,
    rows: section.rows.map((row, r) => ({
      row_number: row.label,
      row_number_position: "both",
      position: ORIGIN,
      seats: seatLinesOf(layout, s, r).map(({ number, x, y, category, kind }, i) => ({
        seat_number: number,
        seat_guid: `${section.name}-${row.label}-${number}-${s}-${r}-${i}`,
        position: { x, y },
        category,
        ...(kind === "STANDARD" ? {} : { kind: kind.toLowerCase() }),
      })),
    })),
    areas: section.kind === "standing" ? [polygon(section.outline, section.name)] : [],
  };
}

/** A zone without seats that holds the hall's drawings. */
function drawings({ decor }: Layout) {
  return { name: "Drawings", position: ORIGIN, rows: [], areas: decor.map(areaOf) };
}

function areaOf(item: Decor) {
  switch (item.kind) {
    case "stage":
    case "screen":
      return polygon(item.outline, item.text);
    case "shape":
      return polygon(item.outline, "");
    case "table":
      return { shape: "circle", position: at(item.at), circle: { radius: item.radius }, ...look(item.text) };
    case "text":
    case "door":
      return { shape: "text", position: at(item.at), ...look(item.text) };
  }
}

function polygon(outline: readonly number[], text: string) {
  const points = Array.from({ length: outline.length / 2 }, (_, i) =>
    at([outline[2 * i] ?? 0, outline[2 * i + 1] ?? 0]),
  );
  return { shape: "polygon", position: ORIGIN, polygon: { points }, ...look(text) };
}

function look(text: string) {
  return { color: "#eeeeee", border_color: "#888888", rotation: 0, text: { text, position: ORIGIN, color: "#333333" } };
}

function at([x, y]: Point) {
  return { x, y };
}
