import { expect, test } from "vitest";
import { addDecor, addPart, addSection, changePart } from "#lib/seating/plan/edits/objects";
import { moveObjects } from "#lib/seating/plan/edits/transform";
import { newPlan, newRowBlock, newSection } from "#lib/seating/plan/new-objects";
import type { HallPlan } from "#lib/seating/plan/plan";
import { createDesignerStore } from "./designer-store.ts";

function aPlan(): HallPlan {
  let n = 0;
  const plan = newPlan({ name: "Hall", floor: "Ground", category: "All", newId: () => `id${++n}` });
  const section = newSection(plan, { id: "stalls", name: "Stalls", kind: "seated" });
  const block = newRowBlock({ id: "block", at: [0, 0], rowCount: 2, seatCount: 3 });
  return addPart(addSection(plan, section), "stalls", block);
}

const move = (plan: HallPlan) => moveObjects(plan, new Set(["block"]), [10, 0]);
const bent = (curve: number) => (plan: HallPlan) =>
  changePart(plan, "block", (part) => (part.kind === "rows" ? { ...part, curve } : part));

test("250 steps are undone to the first state and done again to the last, each the very plan it was", () => {
  const store = createDesignerStore(aPlan());
  const states = [store.getState().plan];
  for (let i = 0; i < 250; i++) {
    store.edit("move", move);
    states.push(store.getState().plan);
  }
  for (const state of states.slice(0, -1).reverse()) {
    store.undo();
    expect(store.getState().plan).toBe(state);
  }
  store.undo();
  expect(store.getState().plan).toBe(states[0]);
  for (const state of states.slice(1)) {
    store.redo();
    expect(store.getState().plan).toBe(state);
  }
});

test("a gesture of many previews is one step", () => {
  const store = createDesignerStore(aPlan());
  const first = store.getState().plan;
  for (const curve of [1, 2, 3]) store.preview(bent(curve));
  store.commit("resize");
  expect(store.getState().history.past).toHaveLength(1);
  expect(store.getState().plan.sections[0]?.parts[0]).toMatchObject({ curve: 3 });
  store.undo();
  expect(store.getState().plan).toBe(first);
});

test("a gesture that is given up changes nothing and is no step", () => {
  const store = createDesignerStore(aPlan());
  const first = store.getState().plan;
  store.preview(bent(2));
  store.cancel();
  expect(store.getState().plan).toBe(first);
  expect(store.getState().history.past).toEqual([]);
});

test("an edit that changes nothing is no step", () => {
  const store = createDesignerStore(aPlan());
  store.edit("move", (plan) => plan);
  expect(store.getState().history.past).toEqual([]);
});

test("typing in one field is one step, and the next selection begins another", () => {
  const store = createDesignerStore(aPlan());
  store.edit("change", bent(1), "block.curve");
  store.edit("change", bent(2), "block.curve");
  expect(store.getState().history.past).toHaveLength(1);
  store.select(["block"]);
  store.edit("change", bent(3), "block.curve");
  expect(store.getState().history.past).toHaveLength(2);
});

test("an edit after undo forgets what was undone", () => {
  const store = createDesignerStore(aPlan());
  store.edit("move", move);
  store.undo();
  store.edit("change", bent(1));
  expect(store.getState().history.future).toEqual([]);
});

test("what undo takes away is selected no longer", () => {
  const store = createDesignerStore(aPlan());
  const { floor } = store.getState();
  store.edit("add", (plan) => addDecor(plan, { id: "text", floor, kind: "text", at: [0, 0], size: 12, text: "Bar" }));
  store.select(["text"]);
  store.undo();
  expect([...store.getState().selected]).toEqual([]);
});

test("the newer state of another editor is a step, and undo brings the own one back", () => {
  const store = createDesignerStore(aPlan());
  store.edit("move", move);
  const mine = store.getState().plan;
  store.replace("theirs", aPlan());
  expect(store.getState().plan).not.toBe(mine);
  store.undo();
  expect(store.getState().plan).toBe(mine);
});
