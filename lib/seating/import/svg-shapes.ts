import { boxOfPolygon } from "../geometry.ts";
import { apply, around, combine, IDENTITY, type Matrix, numbersIn, readTransform } from "./svg-matrix.ts";
import type { XmlElement } from "./xml-tree.ts";

/** A drawn element of an SVG in the units of its page. */
export type SvgShape = {
  readonly element: XmlElement;
  /** A closed polygon, flat; one point for a text or a use. */
  readonly outline: readonly number[];
  readonly middle: readonly [x: number, y: number];
  /** The text of a `text` element with its tspans. */
  readonly text: string;
  /** The groups around it, outermost first. */
  readonly groups: readonly XmlElement[];
};

const DRAWN = new Set(["rect", "circle", "ellipse", "polygon", "polyline", "path", "text", "use", "line"]);
const NOT_DRAWN = new Set(["defs", "symbol", "clipPath", "mask", "pattern", "marker", "metadata", "style", "script"]);

/** The drawn elements of an SVG in their order, each with all transforms applied. Curves of paths become straight lines. */
export function shapesOf(root: XmlElement): SvgShape[] {
  return shapesIn(root, { outer: IDENTITY, groups: [], known: elementsById(root) });
}

type Around = {
  readonly outer: Matrix;
  readonly groups: readonly XmlElement[];
  /** Elements that a `use` may repeat. */
  readonly known: ReadonlyMap<string, XmlElement>;
};

function shapesIn(parent: XmlElement, { outer, groups, known }: Around): SvgShape[] {
  return parent.children.flatMap((element) => {
    if (NOT_DRAWN.has(element.name) || /display\s*:\s*none/.test(element.attributes.style ?? "")) return [];
    const local = element.name === "use" ? usedOutline(element, known) : localOutline(element);
    const matrix = combine(outer, transformOf(element, local));
    if (!DRAWN.has(element.name))
      return shapesIn(element, { outer: matrix, groups: element.name === "g" ? [...groups, element] : groups, known });
    const outline = pairs(local).flatMap((point) => apply(matrix, point));
    if (outline.length === 0) return [];
    const box = boxOfPolygon(outline);
    const middle = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2] as const;
    return [{ element, outline, middle, groups, text: element.name === "text" ? textOf(element) : "" }];
  });
}

/** The `transform` about its `transform-origin`, which counts from the page, or from the shape's own box with `fill-box`. */
function transformOf({ attributes }: XmlElement, outline: readonly number[]): Matrix {
  const style = attributes.style ?? "";
  const property = (name: string) =>
    new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([^;]+)`).exec(style)?.[1]?.trim() ?? attributes[name];
  const transform = attributes.transform ?? property("transform");
  if (transform === undefined) return IDENTITY;
  const matrix = readTransform(transform.replaceAll("px", "").replaceAll("deg", ""));
  const origin = property("transform-origin")?.split(/\s+/) ?? [];
  const [x = "0", y = "0"] = origin;
  if (property("transform-box") !== "fill-box") {
    return x.endsWith("px") && y.endsWith("px") ? around(matrix, [Number.parseFloat(x), Number.parseFloat(y)]) : matrix;
  }
  const box = boxOfPolygon(outline);
  const at = (part: string, from: number, to: number) =>
    part.endsWith("%") ? from + ((to - from) * Number.parseFloat(part)) / 100 : from + Number.parseFloat(part);
  return around(matrix, [at(x, box.minX, box.maxX), at(y, box.minY, box.maxY)]);
}

function elementsById(root: XmlElement): Map<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  const look = (element: XmlElement): void => {
    const { id } = element.attributes;
    if (id !== undefined && !found.has(id)) found.set(id, element);
    element.children.forEach(look);
  };
  look(root);
  return found;
}

/**
 * The outline of what a `use` repeats, moved to where it stands: of a group or symbol the first drawn element. A `use` of another `use`
 * is one point, so that a drawing cannot multiply itself.
 */
function usedOutline({ attributes }: XmlElement, known: ReadonlyMap<string, XmlElement>): number[] {
  const [x = 0, y = 0] = [attributes.x, attributes.y].map((value) => numbersIn(value ?? "0")[0] ?? 0);
  const used = known.get((attributes.href ?? attributes["xlink:href"] ?? "").replace(/^#/, ""));
  const drawn = [used, ...(used?.children ?? [])].find((each) => each !== undefined && DRAWN.has(each.name));
  if (drawn === undefined || drawn.name === "use" || drawn.name === "text") return [x, y];
  const own = localOutline(drawn);
  const matrix = combine([1, 0, 0, 1, x, y], transformOf(drawn, own));
  return pairs(own).flatMap((point) => apply(matrix, point));
}

function localOutline(element: XmlElement): number[] {
  const { name, attributes } = element;
  const number = (key: string) => numbersIn(attributes[key] ?? "")[0] ?? 0;
  if (name === "rect") {
    const [x, y, w, h] = [number("x"), number("y"), number("width"), number("height")];
    return [x, y, x + w, y, x + w, y + h, x, y + h];
  }
  if (name === "circle") return ring(number("cx"), number("cy"), [number("r"), number("r")]);
  if (name === "ellipse") return ring(number("cx"), number("cy"), [number("rx"), number("ry")]);
  if (name === "line") return [number("x1"), number("y1"), number("x2"), number("y2")];
  if (name === "polygon" || name === "polyline") return evenly(numbersIn(attributes.points ?? ""));
  if (name === "path") return pathPoints(attributes.d ?? "");
  if (name === "use") return [number("x"), number("y")];
  return name === "text" ? textPoint(element, number) : [];
}

/** The middle of a text: it hangs on its first letter's foot, and a letter is about six tenths of its size wide. */
function textPoint(element: XmlElement, number: (key: string) => number): number[] {
  const style = element.attributes.style ?? "";
  const size =
    numbersIn(/font-size\s*:\s*([^;]+)/.exec(style)?.[1] ?? element.attributes["font-size"] ?? "16")[0] ?? 16;
  const anchor = /text-anchor\s*:\s*(\w+)/.exec(style)?.[1] ?? element.attributes["text-anchor"] ?? "start";
  const half = 0.3 * size * [...textOf(element)].length;
  const [x, y] = [number("x"), number("y")];
  return [anchor === "middle" ? x : anchor === "end" ? x - half : x + half, y - 0.35 * size];
}

function textOf(element: XmlElement): string {
  return [element.text, ...element.children.map(textOf)].join(" ").replace(/\s+/g, " ").trim();
}

function ring(x: number, y: number, [rx, ry]: readonly [number, number]): number[] {
  return Array.from({ length: 32 }, (_, i) => (i * Math.PI) / 16).flatMap((t) => [
    x + rx * Math.cos(t),
    y + ry * Math.sin(t),
  ]);
}

/** The corners of a path, control points left out. */
function pathPoints(d: string): number[] {
  const points: number[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const [, command = "", rest = ""] of d.matchAll(/([MLHVCSQTAZ])([^MLHVCSQTAZ]*)/gi)) {
    const isRelative = command === command.toLowerCase();
    const kind = command.toUpperCase() as keyof typeof ARGUMENTS;
    const given = numbersIn(rest);
    const count = ARGUMENTS[kind];
    if (kind === "Z") [x, y] = [startX, startY];
    for (let i = 0; count > 0 && i + count <= given.length; i += count) {
      const [dx, dy] = [isRelative ? x : 0, isRelative ? y : 0];
      if (kind === "H") x = (given[i] ?? 0) + dx;
      else if (kind === "V") y = (given[i] ?? 0) + dy;
      else [x, y] = [(given[i + count - 2] ?? 0) + dx, (given[i + count - 1] ?? 0) + dy];
      if (kind === "M" && i === 0) [startX, startY] = [x, y];
      points.push(x, y);
    }
  }
  return points;
}

const ARGUMENTS = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 } as const;

function evenly(numbers: number[]): number[] {
  return numbers.length % 2 === 0 ? numbers : numbers.slice(0, -1);
}

function pairs(flat: readonly number[]): [number, number][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);
}
