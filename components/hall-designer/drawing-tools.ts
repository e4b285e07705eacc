import type { Box } from "#lib/seating/geometry";
import type { Point } from "#lib/seating/layout";
import { addDecor, addPart, addSection } from "#lib/seating/plan/edits/objects";
import { blockInBox } from "#lib/seating/plan/edits/rows";
import { newId } from "#lib/seating/plan/new-id";
import { newSection, newTable } from "#lib/seating/plan/new-objects";
import type { HallPlan, Part, PlanDecor, PlanSection, Table } from "#lib/seating/plan/plan";
import type { Canvas, ToolDrag } from "./designer-tools.ts";
import { freeName } from "./free-name.ts";
import { aisleDrag, brushDrag, cornerDrag, pressAisle, pressBrush, setCorner } from "./shaping-tools.ts";
import type { ToolName } from "./tool-names.ts";

/** Tools that draw: by a drag from corner to corner, or by one press at a usual size. */

type Drawn = { readonly plan: HallPlan; readonly ids: readonly string[]; readonly text?: string };

/** Draws while dragging; the live numbers say what it will be. */
export function drawWith(canvas: Canvas, tool: ToolName, from: Point): ToolDrag | undefined {
  const { store, show } = canvas;
  if (tool === "focal") return focalDrag(canvas);
  if (tool === "polygon") return cornerDrag(canvas);
  if (tool === "aisle") return aisleDrag(canvas, from);
  if (tool === "brush") return brushDrag(canvas);
  const ids = { part: newId(), section: newId() };
  let drawn: Drawn | undefined;
  return {
    move: (to) => {
      store.preview((before) => {
        drawn = draw(canvas, before, { tool, from, to, ids });
        return drawn?.plan ?? before;
      });
      show(drawn?.text === undefined ? {} : { numbers: { at: to, text: drawn.text } });
    },
    end: () => {
      show({});
      store.commit("add");
      finish(canvas, drawn);
    },
  };
}

/** Puts a thing of the usual size where the press was. */
export function placeWith(canvas: Canvas, tool: ToolName, at: Point): void {
  const { store } = canvas;
  const press = PRESSES[tool];
  if (press !== undefined) {
    press(canvas, at);
    return;
  }
  if (tool === "focal") {
    store.edit("focal", (plan) => ({ ...plan, focal: at }));
    store.setTool("select");
    return;
  }
  const [w, h] = USUAL[tool] ?? [200, 100];
  const from: Point = [at[0] - w / 2, at[1] - h / 2];
  const to: Point = [at[0] + w / 2, at[1] + h / 2];
  let drawn: Drawn | undefined;
  const ids = { part: newId(), section: newId() };
  store.edit("add", (plan) => {
    drawn = draw(canvas, plan, { tool, from, to, ids });
    return drawn?.plan ?? plan;
  });
  finish(canvas, drawn);
}

const PRESSES: Partial<Record<ToolName, (canvas: Canvas, at: Point) => void>> = {
  polygon: setCorner,
  aisle: pressAisle,
  brush: pressBrush,
};

const USUAL: Partial<Record<ToolName, Point>> = {
  rows: [180, 96],
  stage: [400, 120],
  screen: [240, 24],
  standing: [300, 200],
  shape: [200, 200],
};

function finish({ store }: Canvas, drawn: Drawn | undefined): void {
  if (drawn === undefined) return;
  store.setTool("select");
  store.select(drawn.ids);
}

type Drawing = {
  readonly tool: ToolName;
  readonly from: Point;
  readonly to: Point;
  readonly ids: { readonly part: string; readonly section: string };
};

function draw(canvas: Canvas, plan: HallPlan, { tool, from, to, ids }: Drawing): Drawn | undefined {
  const box = {
    minX: Math.min(from[0], to[0]),
    minY: Math.min(from[1], to[1]),
    maxX: Math.max(from[0], to[0]),
    maxY: Math.max(from[1], to[1]),
  };
  if (box.maxX - box.minX < 1 && box.maxY - box.minY < 1) return undefined;
  switch (tool) {
    case "rows": {
      const block = blockInBox({ id: ids.part, from, to });
      const text = `${block.rowCount} × ${block.seatCount}`;
      return { ...putPart(canvas, plan, { part: block, kind: "seated", section: ids.section }), text };
    }
    case "round":
    case "table":
    case "booth":
    case "box":
      return putPart(canvas, plan, {
        part: tableIn(canvas, plan, { tool, box, id: ids.part }),
        kind: "tables",
        section: ids.section,
      });
    case "standing":
      return putStanding(canvas, plan, box, ids.section);
    case "stage":
    case "screen":
    case "shape":
    case "door":
    case "text":
      return putDecor(canvas, plan, { tool, box, id: ids.part });
    case "select":
    case "pan":
    case "focal":
    case "polygon":
    case "aisle":
    case "brush":
      return undefined;
  }
}

/** Adds a part to the section that new parts go to, and makes one where there is none of its kind on this floor. */
export function putPart(
  canvas: Pick<Canvas, "store" | "words">,
  plan: HallPlan,
  { part, kind, section: sectionId }: { part: Part; kind: "seated" | "tables"; section: string },
): Drawn {
  const { target, floor } = canvas.store.getState();
  const into = plan.sections.find((one) => one.id === target && one.kind === kind && one.floor === floor);
  if (into) return { plan: addPart(plan, into.id, part), ids: [part.id] };
  const name = freeName(plan, (n) => canvas.words(kind === "tables" ? "table" : "section", n));
  const section = { ...newSection(plan, { id: sectionId, name, kind }), floor };
  return { plan: addPart(addSection(plan, section), section.id, part), ids: [part.id] };
}

function tableIn(
  { store }: Canvas,
  plan: HallPlan,
  { tool, box, id }: { tool: "round" | "table" | "booth" | "box"; box: Box; id: string },
): Table {
  const shape = tool === "table" ? "rectangle" : tool;
  const { target } = store.getState();
  const label = String(1 + (plan.sections.find((section) => section.id === target)?.parts.length ?? 0));
  const [width, height] = [box.maxX - box.minX, box.maxY - box.minY];
  const size = shape === "round" ? Math.max(width, height) : width;
  const seats = Math.min(60, Math.max(4, Math.round(shape === "round" ? (Math.PI * size) / 30 : (2 * size) / 26)));
  const at: Point = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  return newTable({ id, at, shape, seats: shape === "booth" || shape === "box" ? Math.min(8, seats) : seats, label });
}

function putStanding({ store, words }: Canvas, plan: HallPlan, box: Box, id: string): Drawn {
  const { floor } = store.getState();
  const name = freeName(plan, (n) => words("standing", n));
  const capacity = Math.max(1, Math.round(((box.maxX - box.minX) * (box.maxY - box.minY)) / 400));
  const section: PlanSection = {
    ...newSection(plan, { id, name, kind: "standing" }),
    ...{ floor, capacity, outline: corners(box) },
  };
  return { plan: addSection(plan, section), ids: [id], text: String(capacity) };
}

const corners = ({ minX, minY, maxX, maxY }: Box) => [minX, minY, maxX, minY, maxX, maxY, minX, maxY];

type DecorTool = "stage" | "screen" | "shape" | "door" | "text";

function putDecor(canvas: Canvas, plan: HallPlan, { tool, box, id }: { tool: DecorTool; box: Box; id: string }): Drawn {
  const next = addDecor(plan, decorIn(canvas, tool, { box, id }));
  // People look at the stage until the focal point is set.
  const focal: Point = [(box.minX + box.maxX) / 2, box.maxY];
  return { plan: tool === "stage" && plan.focal === null ? { ...next, focal } : next, ids: [id] };
}

function decorIn({ store, words }: Canvas, tool: DecorTool, { box, id }: { box: Box; id: string }): PlanDecor {
  const { floor } = store.getState();
  const at: Point = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  const width = Math.min(200, Math.max(30, box.maxX - box.minX));
  switch (tool) {
    case "stage":
    case "screen":
      return { id, floor, kind: tool, outline: corners(box), text: words(tool) };
    case "shape":
      return { id, floor, kind: "shape", outline: corners(box) };
    case "door":
      return { id, floor, kind: "door", at, rotation: 0, width, text: words("door") };
    case "text":
      return { id, floor, kind: "text", at, size: 18, text: words("text") };
  }
}

function focalDrag({ store, show }: Canvas): ToolDrag {
  return {
    move: (to) => {
      store.preview((before) => ({ ...before, focal: to }));
      show({});
    },
    end: () => {
      store.commit("focal");
      store.setTool("select");
    },
  };
}
