import { expect, test } from "vitest";
import type { Canvas } from "./designer-tools.ts";
import { placeWith } from "./drawing-tools.ts";
import type { Hint } from "./hint-painter.ts";
import { closeOutline, showAim } from "./shaping-tools.ts";
import { aCanvas, drag } from "./testing/a-canvas.ts";

const TRIANGLE = [-100, -50, 100, -50, 0, 200];

function press(canvas: Canvas, flat: readonly number[]): void {
  for (let i = 0; i < flat.length; i += 2)
    placeWith(canvas, canvas.store.getState().tool, [flat[i] ?? 0, flat[i + 1] ?? 0]);
}

const stateOf = ({ store }: Canvas) => store.getState();

test("corners that are pressed become the outline of the selected block's section, as one step", () => {
  const canvas = aCanvas();
  canvas.store.select(["block"]);
  canvas.store.setTool("polygon");
  press(canvas, TRIANGLE);
  expect(stateOf(canvas).plan.sections[0]?.outline).toBeNull();
  press(canvas, [-98, -52]);
  expect(stateOf(canvas).plan.sections[0]?.outline).toEqual(TRIANGLE);
  expect(stateOf(canvas).history.past.map(({ name }) => name)).toEqual(["outline"]);
  expect(stateOf(canvas)).toMatchObject({ tool: "select", corners: [] });
});

test("an outline becomes a standing area with places by its size, a stage or a shape", () => {
  for (const use of ["standing", "stage", "shape"] as const) {
    const canvas = aCanvas();
    canvas.store.setState(({ options }) => ({ options: { ...options, outline: use } }));
    canvas.store.setTool("polygon");
    press(canvas, TRIANGLE);
    closeOutline(canvas);
    const { sections, decor } = stateOf(canvas).plan;
    const made = use === "standing" ? sections[1] : decor[0];
    expect(made).toMatchObject({ kind: use, outline: TRIANGLE });
    if (use === "standing") expect(sections[1]?.capacity).toBe(63);
  }
});

test("two corners make no outline, and another tool forgets them", () => {
  const canvas = aCanvas();
  canvas.store.setTool("polygon");
  press(canvas, [0, 0, 50, 50]);
  closeOutline(canvas);
  expect(stateOf(canvas).history.past).toEqual([]);
  expect(stateOf(canvas).corners).toHaveLength(2);
  canvas.store.setTool("select");
  expect(stateOf(canvas).corners).toEqual([]);
});

test("a press between two seats puts an aisle, another one takes it away, a drag gives its width", () => {
  const canvas = aCanvas();
  const aisles = () => {
    const part = stateOf(canvas).plan.sections[0]?.parts[0];
    return part?.kind === "rows" ? part.aisles : undefined;
  };
  canvas.store.setTool("aisle");
  press(canvas, [-10, 0]);
  expect(aisles()).toEqual([{ after: 1, width: 40 }]);
  press(canvas, [-30, 0]);
  expect(aisles()).toEqual([]);
  drag(canvas, [10, 0], [65, 3]);
  expect(aisles()).toEqual([{ after: 2, width: 55 }]);
  expect(stateOf(canvas).history.past.map(({ name }) => name)).toEqual(["aisle", "aisle", "aisle"]);
});

test("a stroke of the brush paints the seats under its whole way and is one step", () => {
  const canvas = aCanvas();
  canvas.store.setState(({ options }) => ({ options: { ...options, paints: "quality", quality: -30 } }));
  canvas.store.setTool("brush");
  drag(canvas, [-40, 0], [-20, 0]);
  const painted = stateOf(canvas).plan.sections[0]?.parts[0]?.exceptions;
  expect(painted).toEqual({ "0:0": { quality: -30 }, "0:1": { quality: -30 } });
  expect(stateOf(canvas).history.past.map(({ name }) => name)).toEqual(["paint"]);
  canvas.store.undo();
  expect(stateOf(canvas).plan.sections[0]?.parts[0]?.exceptions).toEqual({});
  expect(stateOf(canvas).tool).toBe("brush");
});

test("a press with the brush paints whole rows where it takes them", () => {
  const canvas = aCanvas();
  canvas.store.setState(({ options, plan }) => ({
    options: { ...options, takes: "rows", category: plan.categories[0]?.id },
  }));
  canvas.store.setTool("brush");
  press(canvas, [0, 0]);
  expect(Object.keys(stateOf(canvas).plan.sections[0]?.parts[0]?.exceptions ?? {})).toHaveLength(5);
});

test("the pointer shows what a press would do, and nothing where it would do nothing", () => {
  const shown: Hint[] = [];
  const canvas = { ...aCanvas(), show: (hint: Hint) => void shown.push(hint) };
  canvas.store.setTool("aisle");
  showAim(canvas, [-10, 2]);
  showAim(canvas, [300, 300]);
  canvas.store.setTool("brush");
  showAim(canvas, [5, 5]);
  canvas.store.setTool("select");
  showAim(canvas, [5, 5]);
  const across = [
    [-10, 14],
    [-10, -14],
  ];
  expect(shown).toEqual([{ open: across }, {}, { brush: { at: [5, 5], radius: 15 } }]);
});
