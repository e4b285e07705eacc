import { expect, test } from "vitest";
import type { Point } from "#lib/seating/layout";
import { addPart, addSection } from "#lib/seating/plan/edits/objects";
import { newPlan, newRowBlock, newSection } from "#lib/seating/plan/new-objects";
import { createDesignerStore, type DesignerStore } from "./designer-store.ts";
import { beginDrag, type Canvas, tapAt } from "./designer-tools.ts";
import { placeWith } from "./drawing-tools.ts";

const NO_KEYS = { shift: false, alt: false };

/** A canvas at one pixel a unit over a hall with one block of 4 × 5 seats, its front row around (0, 0). */
function aCanvas(): Canvas & { lifted: string[] } {
  let n = 0;
  const plan = newPlan({ name: "Hall", floor: "Ground", category: "All", newId: () => `id${++n}` });
  const section = newSection(plan, { id: "stalls", name: "Stalls", kind: "seated" });
  const block = newRowBlock({ id: "block", at: [0, 0], rowCount: 4, seatCount: 5 });
  const store = createDesignerStore(addPart(addSection(plan, section), "stalls", block));
  const lifted: string[] = [];
  const nothing = () => undefined;
  const painter = { paint: nothing, lift: (ids: ReadonlySet<string>) => void lifted.push(...ids), shift: nothing };
  return {
    ...{ store, lifted, show: nothing, units: (pixels) => pixels },
    words: (name, at = 1) => `${name} ${at}`,
    painter: { ...painter, drop: nothing, mark: nothing, write: nothing },
  };
}

function drag(canvas: Canvas, from: Point, to: Point): void {
  const going = beginDrag(canvas, from, NO_KEYS);
  going?.move(from, NO_KEYS);
  going?.move(to, NO_KEYS);
  going?.end();
}

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
