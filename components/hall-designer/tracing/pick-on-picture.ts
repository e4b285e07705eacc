import type { Point } from "#lib/seating/layout";
import { boxOfBackground, changeBackground, toPixel } from "#lib/seating/plan/edits/background";
import type { DesignerStore } from "../designer-store.ts";
import type { Canvas, ToolDrag } from "../designer-tools.ts";
import { correctFound } from "./correct-found.ts";

/** Takes a press for the traced picture while a point of it is asked for or found seats are looked at; answers whether it did. */
export function pickOnPicture(store: DesignerStore, at: Point): boolean {
  const { tracing, plan } = store.getState();
  if (plan.background === null || (tracing.pick === undefined && tracing.found === undefined)) return false;
  const pixel = toPixel(plan.background, at);
  if (tracing.pick === undefined) {
    if (tracing.found) store.setState({ tracing: { ...tracing, found: correctFound(tracing.found, pixel) } });
    return true;
  }
  if (tracing.pick === "seat") store.setState({ tracing: { ...tracing, pick: undefined, seatAt: pixel } });
  else {
    const points = [...(tracing.points.length >= 2 ? [] : tracing.points), pixel];
    store.setState({ tracing: { ...tracing, points, pick: points.length < 2 ? "calibrate" : undefined } });
  }
  return true;
}

/** Stops asking for a point; answers whether one was asked for. */
export function stopPicking(store: DesignerStore): boolean {
  const { tracing } = store.getState();
  if (tracing.pick === undefined) return false;
  store.setState({ tracing: { ...tracing, pick: undefined } });
  return true;
}

/** A drag that moves the picture: undefined where there is none, where it is locked or hidden, and beside it. */
export function movePicture({ store }: Canvas, from: Point): ToolDrag | undefined {
  const { plan, floor } = store.getState();
  const { background } = plan;
  const box = boxOfBackground(plan);
  if (background === null || background.locked || background.hidden || background.floor !== floor || !box)
    return undefined;
  const [x, y] = from;
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) return undefined;
  return {
    move: ([toX, toY]) =>
      store.preview((before) =>
        changeBackground(before, { at: [background.at[0] + toX - x, background.at[1] + toY - y] }),
      ),
    end: () => store.commit("picture"),
  };
}
