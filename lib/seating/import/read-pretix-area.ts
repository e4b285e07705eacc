import type { PretixArea } from "./pretix-plan.ts";
import type { RawArea } from "./raw-plan.ts";

type Offset = { readonly x: number; readonly y: number };

/** An area's outline in plan units, rotated about its position. A plain text has only a point. */
export function readPretixArea(area: PretixArea, zone: Offset): Omit<RawArea, "text" | "at"> {
  const x = zone.x + area.position.x;
  const y = zone.y + area.position.y;
  const radians = ((area.rotation ?? 0) * Math.PI) / 180;
  const turned = ([dx, dy]: readonly [number, number]): [number, number] => [
    x + dx * Math.cos(radians) - dy * Math.sin(radians),
    y + dx * Math.sin(radians) + dy * Math.cos(radians),
  ];
  const said = typeof area.text === "object" ? area.text?.position : undefined;
  const text = said ? { textAt: turned([said.x, said.y]) } : {};
  const circle = area.circle !== undefined && (area.shape ?? "circle") === "circle" ? area.circle : undefined;
  if (circle !== undefined) {
    const { radius } = circle;
    return { outline: ring(radius, radius).flatMap(turned), circle: { x, y, radius }, ...text };
  }
  const outline = localOutline(area).flatMap(turned);
  return { outline: outline.length === 0 ? [x, y] : outline, ...text };
}

function localOutline(area: PretixArea): (readonly [number, number])[] {
  const shape = area.shape ?? (area.polygon ? "polygon" : area.ellipse ? "ellipse" : "rectangle");
  if (shape === "polygon") return (area.polygon?.points ?? []).map((p) => [p.x, p.y] as const);
  if (shape === "ellipse" && area.ellipse !== undefined) return ring(area.ellipse.radius.x, area.ellipse.radius.y);
  const width = area.rectangle?.width ?? area.width ?? 0;
  const height = area.rectangle?.height ?? area.height ?? 0;
  if (shape === "text" || width === 0 || height === 0) return [];
  return [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
}

function ring(rx: number, ry: number): (readonly [number, number])[] {
  return Array.from({ length: 32 }, (_, i) => (i * Math.PI) / 16).map((t) => [rx * Math.cos(t), ry * Math.sin(t)]);
}
