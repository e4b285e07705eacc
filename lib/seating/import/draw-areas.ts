import { boxOfPolygon, polygonContains } from "../geometry.ts";
import type { Decor, Point } from "../layout.ts";
import type { RawArea } from "./raw-plan.ts";

/** A letter is about six tenths of its size wide. */
const LETTER = 0.6;

/**
 * Gives texts to the shapes that they stand in: a text of its own inside a shape without one names the smallest such shape, as
 * drawings have it that know no text inside a shape.
 */
export function nameShapes(areas: readonly RawArea[]): RawArea[] {
  const nameless = areas.filter((area) => area.outline.length >= 6 && area.text === "");
  const nameOf = new Map<RawArea, RawArea>();
  for (const text of areas.filter((area) => area.outline.length < 6 && area.text !== "")) {
    const [x, y] = textPoint(text);
    const home = nameless
      .filter((shape) => !nameOf.has(shape) && polygonContains(shape.outline, x, y))
      .sort((a, b) => areaOf(a) - areaOf(b))[0];
    if (home !== undefined) nameOf.set(home, text);
  }
  const used = new Set(nameOf.values());
  return areas
    .filter((area) => !used.has(area))
    .map((area) => {
      const text = nameOf.get(area);
      return text === undefined ? area : { ...area, text: text.text, textAt: textPoint(text) };
    });
}

/** The drawing of an area that is no stage: its shape, and its text where it fits inside. */
export function drawArea(area: RawArea, pitch: number): Decor[] {
  const { text, circle, outline } = area;
  if (circle !== undefined && circle.radius <= 6 * pitch)
    return [{ kind: "table", at: [circle.x, circle.y], radius: circle.radius, text }];
  if (outline.length < 6) return text === "" ? [] : [{ kind: "text", at: textPoint(area), size: pitch, text }];
  const shape = { kind: "shape", outline } as const;
  return text === "" ? [shape] : [shape, { kind: "text", text, ...placeText(area, pitch) }];
}

/** Where the file puts the text if that is inside the shape, else in its middle; no larger than fits between its sides. */
function placeText(area: RawArea, pitch: number): { at: Point; size: number } {
  const box = boxOfPolygon(area.outline);
  const middle: Point = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  const said = area.textAt;
  const at = said !== undefined && polygonContains(area.outline, said[0], said[1]) ? said : middle;
  const room = 2 * Math.min(at[0] - box.minX, box.maxX - at[0]);
  const fits = Math.min(room / (LETTER * Math.max(1, [...area.text].length)), (box.maxY - box.minY) * 0.8);
  return { at, size: Math.max(pitch / 8, Math.min(pitch, fits)) };
}

function textPoint({ textAt, outline }: RawArea): Point {
  return textAt ?? [outline[0] ?? 0, outline[1] ?? 0];
}

function areaOf({ outline }: RawArea): number {
  const box = boxOfPolygon(outline);
  return (box.maxX - box.minX) * (box.maxY - box.minY);
}
