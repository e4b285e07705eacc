import type { Box } from "../../geometry.ts";
import type { Point } from "../../layout.ts";
import type { Background, HallPlan } from "../plan.ts";

/** A stored picture, its size in pixels. */
export type TracedPicture = { readonly id: string; readonly width: number; readonly height: number };

/** How long the longer side of a new picture is, in units: 40 metres, until it is calibrated. */
const NEW_SIDE = 1_600;
const NEW_OPACITY = 0.6;

/** Puts a picture behind the drawing of one floor, its middle at (0, 0). One that takes the place of another keeps its place and scale. */
export function setBackground(
  plan: HallPlan,
  { picture, floor }: { readonly picture: TracedPicture; readonly floor: string },
): HallPlan {
  const { id, width, height } = picture;
  const size: Point = [width, height];
  if (plan.background !== null) return { ...plan, background: { ...plan.background, picture: id, floor, size } };
  const scale = NEW_SIDE / Math.max(width, height);
  const at: Point = [(-width * scale) / 2, (-height * scale) / 2];
  return {
    ...plan,
    background: { picture: id, floor, size, at, scale, rotation: 0, opacity: NEW_OPACITY, locked: true },
  };
}

/** Changes what is said of the picture; without one nothing changes. */
export function changeBackground(plan: HallPlan, change: Partial<Background>): HallPlan {
  return plan.background === null ? plan : { ...plan, background: { ...plan.background, ...change } };
}

export function removeBackground(plan: HallPlan): HallPlan {
  return plan.background === null ? plan : { ...plan, background: null };
}

/** Where a pixel of the picture lies on the plan. */
export function toPlan({ at, scale, rotation }: Background, [px, py]: Point): Point {
  const angle = (rotation * Math.PI) / 180;
  const [x, y] = [px * scale, py * scale];
  return [at[0] + x * Math.cos(angle) - y * Math.sin(angle), at[1] + x * Math.sin(angle) + y * Math.cos(angle)];
}

/** The pixel of the picture that lies at a point of the plan; it may be outside the picture. */
export function toPixel({ at, scale, rotation }: Background, [x, y]: Point): Point {
  const angle = (-rotation * Math.PI) / 180;
  const [dx, dy] = [(x - at[0]) / scale, (y - at[1]) / scale];
  return [dx * Math.cos(angle) - dy * Math.sin(angle), dx * Math.sin(angle) + dy * Math.cos(angle)];
}

/** The box around the picture; undefined without one, or where its size is not known. */
export function boxOfBackground({ background }: Pick<HallPlan, "background">): Box | undefined {
  if (!background?.size) return undefined;
  const [width, height] = background.size;
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ].map(([x = 0, y = 0]) => toPlan(background, [x, y]));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}
