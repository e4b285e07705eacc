import { expect, test } from "vitest";
import { changeSeats } from "#lib/seating/plan/edits/seats";
import type { DesignerStore } from "./designer-store.ts";
import { beginDrag, tapAt } from "./designer-tools.ts";
import { placeWith } from "./drawing-tools.ts";
import { aCanvas, drag, NO_KEYS } from "./testing/a-canvas.ts";

const blockAt = (store: DesignerStore) => {
  const part = store.getState().plan.sections[0]?.parts[0];
  return part?.kind === "rows" ? part.at : undefined;
};

test("a drag on a seat selects its block and moves it by one step", () => {
  const canvas = aCanvas();
  drag(canvas, [0, 0], [30, 7]);
  expect(blockAt(canvas.store)).toEqual([30, 7]);
  expect([...canvas.store.getState().selected]).toEqual(["block"]);
  expect(canvas.store.getState().history.past).toHaveLength(1);
  expect(canvas.lifted).toEqual(["block"]);
});

test("a drag between the seats of a selected block moves it", () => {
  const canvas = aCanvas();
  canvas.store.select(["block"]);
  drag(canvas, [10, 12], [40, 12]);
  expect(blockAt(canvas.store)).toEqual([30, 0]);
});

test("a drag between the seats of a block that is not selected draws a band", () => {
  const canvas = aCanvas();
  drag(canvas, [10, 12], [40, 40]);
  expect(blockAt(canvas.store)).toEqual([0, 0]);
  expect(canvas.lifted).toEqual([]);
});

test("a band around a block selects it", () => {
  const canvas = aCanvas();
  drag(canvas, [-200, -200], [200, 200]);
  expect([...canvas.store.getState().selected]).toEqual(["block"]);
});

test("rows are drawn by a drag into the section that is at hand, as one step", () => {
  const canvas = aCanvas();
  canvas.store.setTool("rows");
  drag(canvas, [0, 200], [180, 296]);
  const [section] = canvas.store.getState().plan.sections;
  expect(section?.parts[1]).toMatchObject({ kind: "rows", rowCount: 5, seatCount: 10 });
  expect(canvas.store.getState().history.past).toHaveLength(1);
  expect(canvas.store.getState().tool).toBe("select");
});

test("a stage gives a hall without one its focal point", () => {
  const canvas = aCanvas();
  placeWith(canvas, "stage", [0, -200]);
  expect(canvas.store.getState().plan.focal).toEqual([0, -140]);
});

test("in seat mode Shift adds single seats and takes them out again", () => {
  const canvas = aCanvas();
  canvas.store.setMode("seats");
  tapAt(canvas, [0, 0], NO_KEYS);
  tapAt(canvas, [20, 0], { shift: true, alt: false });
  expect([...canvas.store.getState().seats]).toEqual(["block:0:2", "block:0:3"]);
  tapAt(canvas, [0, 0], { shift: true, alt: false });
  expect([...canvas.store.getState().seats]).toEqual(["block:0:3"]);
});

test("in seat mode removed seats are chosen by a press and by a lasso, to be brought back", () => {
  const canvas = aCanvas();
  canvas.store.edit("remove", (plan) => changeSeats(plan, ["block:0:2"], { removed: true }));
  canvas.store.setMode("seats");
  tapAt(canvas, [0, 0], NO_KEYS);
  expect([...canvas.store.getState().seats]).toEqual(["block:0:2"]);
  canvas.store.selectSeats([]);
  const lasso = beginDrag(canvas, [-10, -10], NO_KEYS);
  for (const corner of [
    [10, -10],
    [10, 10],
    [-10, 10],
  ] as const)
    lasso?.move(corner, NO_KEYS);
  lasso?.end();
  expect([...canvas.store.getState().seats]).toEqual(["block:0:2"]);
});
