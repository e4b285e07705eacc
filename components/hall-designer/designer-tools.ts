import { type Box, polygonContains } from "#lib/seating/geometry";
import type { Point } from "#lib/seating/layout";
import { selectSeats } from "#lib/seating/plan/edits/select-seats";
import { moveObjects } from "#lib/seating/plan/edits/transform";
import { hitAt, objectsInBox } from "#lib/seating/plan/hits";
import { removedSeats } from "#lib/seating/plan/removed-seats";
import { type Snapped, snapMove } from "#lib/seating/plan/snap";
import type { DesignerStore } from "./designer-store.ts";
import { drawWith } from "./drawing-tools.ts";
import type { Hint } from "./hint-painter.ts";
import { boxesBeside, onFloor, selectionBox } from "./plan-lookup.ts";
import type { PlanPainter } from "./plan-painter.ts";
import { movePicture } from "./tracing/pick-on-picture.ts";

/** What gestures on the canvas do, in coordinates of the plan. */

export type Keys = { readonly shift: boolean; readonly alt: boolean };

export type ToolDrag = {
  readonly move: (to: Point, keys: Keys) => void;
  readonly end: () => void;
};

export type Canvas = {
  readonly store: DesignerStore;
  readonly painter: PlanPainter;
  /** Plan units of some screen pixels at the present zoom. */
  readonly units: (pixels: number) => number;
  /** Shows what a gesture does: guides, the band, live numbers. */
  readonly show: (hint: Hint) => void;
  /** Called with the name of what was drawn by a key in `designer.newNames`, to name new sections. */
  readonly words: (name: "section" | "table" | "standing" | "stage" | "screen" | "text" | "door", n?: number) => string;
};

const HIT_PX = 10;
const SNAP_PX = 7;

/** Begins what a drag from a point does with the present tool; undefined to move the map. */
export function beginDrag(canvas: Canvas, from: Point, keys: Keys): ToolDrag | undefined {
  const { tool, mode } = canvas.store.getState();
  if (tool === "pan") return undefined;
  if (tool !== "select") return drawWith(canvas, tool, from);
  if (mode === "seats") return keys.alt ? undefined : lassoSeats(canvas, from, keys);
  const ids = grab(canvas, from, keys);
  if (ids.size > 0) return moveSelected(canvas, ids);
  return movePicture(canvas, from) ?? bandSelect(canvas, from, keys);
}

/** Ends a drag without a change: the plan is what it was before. */
export function cancelDrag({ painter, show, store }: Canvas): void {
  painter.drop();
  show({});
  store.cancel();
}

/** A press that did not move. */
export function tapAt(canvas: Canvas, at: Point, keys: Keys): void {
  const { store } = canvas;
  const { mode, selected, seats } = store.getState();
  const hit = hitOnFloor(canvas, at);
  if (mode === "seats") {
    const key = hit.seat?.key ?? removedAt(canvas, at);
    if (key === undefined) {
      if (!keys.shift) store.selectSeats([]);
      return;
    }
    const next = new Set(keys.shift ? seats : []);
    if (next.has(key)) next.delete(key);
    else next.add(key);
    store.selectSeats(next);
    return;
  }
  const id = objectOf(canvas, at);
  if (id === undefined) {
    if (!keys.shift) store.select([]);
    return;
  }
  const next = new Set(keys.shift ? selected : []);
  if (keys.shift && next.has(id)) next.delete(id);
  else next.add(id);
  store.select(next);
}

/** Opens what was pressed twice: seats of a block become selectable one by one. */
export function doubleTapAt(canvas: Canvas, at: Point): void {
  const hit = hitOnFloor(canvas, at);
  if (hit.seat === undefined) return;
  canvas.store.setMode("seats");
  canvas.store.selectSeats([hit.seat.key]);
}

function hitOnFloor({ store, units }: Canvas, at: Point): ReturnType<typeof hitAt> {
  const { plan, floor } = store.getState();
  const hit = hitAt(onFloor(plan, floor), at, Math.min(2 * plan.pitch, Math.max(units(HIT_PX), plan.pitch * 0.5)));
  return hit;
}

/** Key of the removed seat at a point, which can be chosen to bring it back. */
function removedAt({ store, units }: Canvas, [px, py]: Point): string | undefined {
  const { plan, floor } = store.getState();
  const reach = Math.max(units(HIT_PX), plan.pitch * 0.5);
  return removedSeats(onFloor(plan, floor)).find(({ x, y }) => Math.hypot(x - px, y - py) <= reach)?.key;
}

/** What a press means: the block or table of a seat, a drawing, or the area of a section. */
function objectOf(canvas: Canvas, at: Point): string | undefined {
  const hit = hitOnFloor(canvas, at);
  return hit.seat?.part ?? hit.decor ?? hit.section;
}

/**
 * What a drag from a point takes along: the selection when the point is on it or, on nothing else, between its seats; else what lies
 * there. From a bare spot of a section's area a band is drawn; the area itself is moved once it is selected.
 */
function grab(canvas: Canvas, from: Point, keys: Keys): ReadonlySet<string> {
  const { store } = canvas;
  const { plan, selected } = store.getState();
  const { seat, decor, section } = hitOnFloor(canvas, from);
  if ([seat?.part, decor, section].some((id) => id !== undefined && selected.has(id))) return selected;
  if (keys.shift) return new Set();
  const id = seat?.part ?? decor;
  if (id === undefined) return isWithin(selectionBox(plan, selected), from) ? selected : new Set();
  store.select([id]);
  return store.getState().selected;
}

function isWithin(box: Box | undefined, [x, y]: Point): boolean {
  return box !== undefined && x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
}

function moveSelected(canvas: Canvas, ids: ReadonlySet<string>): ToolDrag {
  const { store, painter, units, show } = canvas;
  const { plan, snaps, floor } = store.getState();
  const box = selectionBox(plan, ids);
  const others = boxesBeside(onFloor(plan, floor), ids);
  let by: Point = [0, 0];
  let start: Point | undefined;
  painter.lift(ids);
  store.setState({ isMoving: true });
  return {
    move: (to, { alt }) => {
      start ??= to;
      const free: Point = [to[0] - start[0], to[1] - start[1]];
      const snapped: Snapped =
        box && snaps && !alt
          ? snapMove(box, others, { by: free, reach: units(SNAP_PX), grid: 0 })
          : { by: free, guides: {} };
      by = snapped.by;
      painter.shift({ by, degrees: 0, about: [0, 0] });
      show({ guides: snapped.guides });
    },
    end: () => {
      painter.drop();
      show({});
      store.edit("move", (now) => moveObjects(now, ids, by));
    },
  };
}

function bandSelect({ store, show }: Canvas, from: Point, { shift }: Keys): ToolDrag {
  const { plan, selected, floor } = store.getState();
  let band: Box = { minX: from[0], minY: from[1], maxX: from[0], maxY: from[1] };
  return {
    move: (to) => {
      band = {
        minX: Math.min(from[0], to[0]),
        minY: Math.min(from[1], to[1]),
        maxX: Math.max(from[0], to[0]),
        maxY: Math.max(from[1], to[1]),
      };
      show({ band });
    },
    end: () => {
      show({});
      store.select([...(shift ? selected : []), ...objectsInBox(onFloor(plan, floor), band)]);
    },
  };
}

function lassoSeats({ store, show }: Canvas, from: Point, { shift }: Keys): ToolDrag {
  const { plan, seats, floor } = store.getState();
  const line: Point[] = [from];
  return {
    move: (to) => {
      line.push(to);
      show({ line });
    },
    end: () => {
      show({});
      const here = onFloor(plan, floor);
      const lasso = line.flat();
      const gone = removedSeats(here).filter(({ x, y }) => polygonContains(lasso, x, y));
      store.selectSeats([...(shift ? seats : []), ...selectSeats(here, { lasso }), ...gone.map(({ key }) => key)]);
    },
  };
}
