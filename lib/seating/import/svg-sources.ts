import { cleanText } from "#lib/platform/clean-text";
import { boxOfPolygon, polygonContains } from "../geometry.ts";
import type { SvgShape } from "./svg-shapes.ts";

/** Where a drawing may say something of a shape, besides its data attributes: `text` is written on it, `group` names the one around it. */
export const SOURCES = ["id", "class", "text", "group"] as const;

/** Which source says what; `id:2` is the second part of the id, `id:-1` its last. */
export type SvgMap = {
  readonly section?: string | undefined;
  readonly row?: string | undefined;
  readonly seat: string;
  readonly category?: string | undefined;
};

const PARTS = /[-_.:/ ]+/;

/** What a source says of a shape; empty when it says nothing. */
export function sayingOf(
  shape: SvgShape,
  { name: source, texts }: { name: string; texts: readonly SvgShape[] },
): string {
  const [, name = source, part] = /^(.+?)(?::(-?[1-9]))?$/.exec(source) ?? [];
  const value = cleanText(wholeValue(shape, name, texts));
  if (part === undefined) return value;
  return (
    value
      .split(PARTS)
      .filter((each) => each !== "")
      .at(Number(part) > 0 ? Number(part) - 1 : Number(part)) ?? ""
  );
}

function wholeValue(
  { element: { attributes, children }, groups, outline }: SvgShape,
  name: string,
  texts: readonly SvgShape[],
): string {
  if (name === "text") {
    const title = children.find((child) => child.name === "title")?.text;
    return texts.find(({ middle: [x, y] }) => polygonContains(outline, x, y))?.text ?? title ?? "";
  }
  if (name !== "group") return attributes[name] ?? "";
  const named = groups.findLast((group) => labelOf(group.attributes) !== "");
  return named === undefined ? "" : labelOf(named.attributes);
}

/** Inkscape keeps the name that people see of a layer beside its id. */
function labelOf(attributes: Readonly<Record<string, string>>): string {
  return attributes["inkscape:label"] ?? attributes["data-name"] ?? attributes.id ?? "";
}

/** Texts by the cells of a grid, so that a shape looks only at those near it. */
export function textsNear(shapes: readonly SvgShape[], cell: number) {
  const cells = new Map<string, SvgShape[]>();
  const at = (value: number) => Math.floor(value / cell);
  for (const shape of shapes) {
    const key = `${at(shape.middle[0])},${at(shape.middle[1])}`;
    cells.set(key, [...(cells.get(key) ?? []), shape]);
  }
  return ({ outline }: SvgShape): SvgShape[] => {
    const box = boxOfPolygon(outline);
    if (box.maxX - box.minX > 8 * cell || box.maxY - box.minY > 8 * cell) return [];
    const found: SvgShape[] = [];
    for (let x = at(box.minX); x <= at(box.maxX); x++)
      for (let y = at(box.minY); y <= at(box.maxY); y++) found.push(...(cells.get(`${x},${y}`) ?? []));
    return found;
  };
}
