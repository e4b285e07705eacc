import type { Point } from "#lib/seating/layout";
import { findAisleSpot, setAisle } from "#lib/seating/plan/edits/aisles";
import { addDecor, addSection } from "#lib/seating/plan/edits/objects";
import { CORNERS_MIN, setOutline } from "#lib/seating/plan/edits/outlines";
import { type Brush, paintSeats, seatsUnderBrush } from "#lib/seating/plan/edits/paint";
import { newId } from "#lib/seating/plan/new-id";
import { newSection } from "#lib/seating/plan/new-objects";
import type { HallPlan } from "#lib/seating/plan/plan";
import type { DesignerStore } from "./designer-store.ts";
import type { Canvas, ToolDrag } from "./designer-tools.ts";
import { freeName } from "./free-name.ts";
import type { Hint } from "./hint-painter.ts";
import { findObject, onFloor } from "./plan-lookup.ts";
import { paintOf } from "./tool-options.ts";

/** Tools that shape what is there: outlines point by point, aisles between seats, a brush for categories and quality. */

const USUAL_AISLE = 40;
const CLOSE_PX = 14;

/** A press sets a corner; on the first corner it closes the outline. */
export function setCorner(canvas: Canvas, at: Point): void {
  const { store, units } = canvas;
  const { corners } = store.getState();
  const [first] = corners;
  const isOnFirst = first !== undefined && Math.hypot(at[0] - first[0], at[1] - first[1]) <= units(CLOSE_PX);
  if (isOnFirst && corners.length >= CORNERS_MIN) closeOutline(canvas);
  else store.setState({ corners: [...corners, at] });
}

/** A drag sets the corner where it ends. */
export function cornerDrag(canvas: Canvas): ToolDrag {
  let last: Point | undefined;
  return {
    move: (to) => {
      last = to;
      canvas.show({ open: [...canvas.store.getState().corners, to] });
    },
    end: () => {
      canvas.show({});
      if (last !== undefined) setCorner(canvas, last);
    },
  };
}

/** What a press would do: the next side of an outline, the reach of the brush, the gap for an aisle. */
export function showAim(canvas: Canvas, pointer?: Point): void {
  const { corners, tool } = canvas.store.getState();
  if (tool === "polygon") {
    const open = pointer === undefined ? corners : [...corners, pointer];
    canvas.show(corners.length === 0 ? {} : { open });
  } else if (tool === "brush") {
    canvas.show(pointer === undefined ? {} : { brush: { at: pointer, radius: brushOf(canvas.store).radius } });
  } else if (tool === "aisle") canvas.show(pointer === undefined ? {} : aimAtAisle(canvas, pointer));
}

/** A line over the gap, across its row. */
function aimAtAisle({ store, units }: Canvas, pointer: Point): Hint {
  const { plan, floor } = store.getState();
  const spot = findAisleSpot(onFloor(plan, floor), pointer, reachOf(plan, units));
  if (spot === undefined) return {};
  const [x, y] = spot.at;
  const [right, down] = spot.along.map((part) => part * plan.pitch * 0.7) as [number, number];
  return {
    open: [
      [x - down, y + right],
      [x + down, y - right],
    ],
  };
}

/** Makes one step of the corners that were set; fewer than three are left as they are. */
export function closeOutline({ store, words }: Pick<Canvas, "store" | "words">): void {
  const { corners } = store.getState();
  if (corners.length < CORNERS_MIN) return;
  const outline = corners.flatMap((corner) => corner.map((value) => Math.round(value * 10) / 10));
  const id = newId();
  let made = id;
  store.edit("outline", (plan) => {
    const target = outlineTarget(store);
    if (target === undefined) return putOutline({ store, words }, plan, { id, outline });
    made = target;
    return setOutline(plan, target, outline);
  });
  store.setTool("select");
  store.select([made]);
}

/** The selected thing that takes the outline; a block of rows gives it to its section. */
export function outlineTarget(store: DesignerStore): string | undefined {
  const { plan, selected, options } = store.getState();
  const [id] = selected;
  if (options.outline !== "selected" || id === undefined) return undefined;
  const found = findObject(plan, id);
  if (found?.type === "decor") return "outline" in found.decor ? id : undefined;
  return found?.section.id;
}

function putOutline(
  { store, words }: Pick<Canvas, "store" | "words">,
  plan: HallPlan,
  { id, outline }: { id: string; outline: readonly number[] },
): HallPlan {
  const { floor, options } = store.getState();
  if (options.outline === "standing") {
    const name = freeName(plan, (n) => words("standing", n));
    const capacity = Math.max(1, Math.round(areaOf(outline) / 400));
    const section = { ...newSection(plan, { id, name, kind: "standing" }), floor, capacity, outline };
    return addSection(plan, section);
  }
  const { outline: use } = options;
  if (use === "stage" || use === "screen") return addDecor(plan, { id, floor, kind: use, outline, text: words(use) });
  return addDecor(plan, { id, floor, kind: "shape", outline });
}

function areaOf(flat: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i < flat.length; i += 2) {
    const [x0, y0, x1, y1] = [flat[i], flat[i + 1], flat[(i + 2) % flat.length], flat[(i + 3) % flat.length]];
    twice += (x0 ?? 0) * (y1 ?? 0) - (x1 ?? 0) * (y0 ?? 0);
  }
  return Math.abs(twice / 2);
}

/** A press puts an aisle of the usual width between two seats, and takes away the one that is there. */
export function pressAisle({ store, units }: Canvas, at: Point): void {
  store.edit("aisle", (plan) => {
    const spot = findAisleSpot(onFloor(plan, store.getState().floor), at, reachOf(plan, units));
    return spot ? setAisle(plan, spot, spot.width > 0 ? 0 : USUAL_AISLE) : plan;
  });
}

/** A drag along the row makes the aisle as wide as it goes. */
export function aisleDrag({ store, units, show }: Canvas, from: Point): ToolDrag | undefined {
  const { plan, floor } = store.getState();
  const spot = findAisleSpot(onFloor(plan, floor), from, reachOf(plan, units));
  if (spot === undefined) return undefined;
  const { along } = spot;
  return {
    move: (to) => {
      const way = Math.abs((to[0] - from[0]) * along[0] + (to[1] - from[1]) * along[1]);
      const width = Math.round(way);
      store.preview((before) => setAisle(before, spot, width));
      show({ numbers: { at: to, text: String(width) } });
    },
    end: () => {
      show({});
      store.commit("aisle");
    },
  };
}

const reachOf = ({ pitch }: HallPlan, units: Canvas["units"]) => Math.max(pitch * 0.7, units(10));

/** Paints what the brush goes over; the stroke is one step. */
export function brushDrag({ store, show }: Canvas): ToolDrag {
  const { plan, floor, options } = store.getState();
  const here = onFloor(plan, floor);
  const brush = brushOf(store);
  const painted = new Set<string>();
  return {
    move: (to) => {
      const before = painted.size;
      for (const key of seatsUnderBrush(here, to, brush)) painted.add(key);
      if (painted.size > before) store.preview((now) => paintSeats(now, painted, paintOf(options)));
      show({ brush: { at: to, radius: brush.radius } });
    },
    end: () => {
      show({});
      store.commit("paint");
    },
  };
}

function brushOf(store: DesignerStore): Brush {
  const { plan, options } = store.getState();
  return { radius: Math.max(1, options.reach * plan.pitch * 0.75), takes: options.takes };
}

/** A press with the brush paints what is under it. */
export function pressBrush(canvas: Canvas, at: Point): void {
  const stroke = brushDrag(canvas);
  stroke.move(at, { shift: false, alt: false });
  stroke.end();
}
