import { boxOf, tenth } from "./geometry.ts";
import type { Decor, Layout, Point } from "./layout.ts";

/**
 * Finishes a layout drawn anywhere on the plane: moves it so that seats, outlines and drawings begin at a margin,
 * measures its page, and rounds coordinates to the tenth of a unit that layouts keep.
 */
export function fitPage(drawn: Omit<Layout, "width" | "height">, margin: number): Layout {
  const { sections, decor } = drawn;
  const rows = sections.flatMap((section) => section.rows);
  const corners = [...sections.map((section) => section.outline), ...decor.map(extentOfDecor)];
  const box = boxOf(
    [...rows.map((row) => row.x), ...corners.map((flat) => flat.filter((_, i) => i % 2 === 0))].flat(),
    [...rows.map((row) => row.y), ...corners.map((flat) => flat.filter((_, i) => i % 2 === 1))].flat(),
  );
  const x = (value: number) => tenth(value - box.minX + margin);
  const y = (value: number) => tenth(value - box.minY + margin);
  const flat = (values: readonly number[]) => values.map((value, i) => (i % 2 === 0 ? x(value) : y(value)));
  const point = ([px, py]: Point): Point => [x(px), y(py)];
  return {
    ...drawn,
    width: tenth(box.maxX - box.minX + 2 * margin),
    height: tenth(box.maxY - box.minY + 2 * margin),
    focal: point(drawn.focal),
    sections: sections.map((section) => ({
      ...section,
      outline: flat(section.outline),
      label: point(section.label),
      rows: section.rows.map((row) => ({ ...row, x: row.x.map(x), y: row.y.map(y) })),
    })),
    decor: decor.map((item) =>
      "outline" in item ? { ...item, outline: flat(item.outline) } : { ...item, at: point(item.at) },
    ),
  };
}

function extentOfDecor(item: Decor): readonly number[] {
  if ("outline" in item) return item.outline;
  const reach = item.kind === "table" ? item.radius : item.kind === "door" ? item.width / 2 : item.size;
  return [item.at[0] - reach, item.at[1] - reach, item.at[0] + reach, item.at[1] + reach];
}
