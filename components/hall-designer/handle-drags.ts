import type { Point } from "#lib/seating/layout";
import { changePart } from "#lib/seating/plan/edits/objects";
import { addCorner, middleOfSide, moveCorner, setOutline } from "#lib/seating/plan/edits/outlines";
import { type Growth, growBlock } from "#lib/seating/plan/edits/rows";
import { rotateObjects } from "#lib/seating/plan/edits/transform";
import { expandPart } from "#lib/seating/plan/expand-part";
import type { HallPlan, Part, RowBlock } from "#lib/seating/plan/plan";
import { snapAngle } from "#lib/seating/plan/snap";
import type { Canvas, ToolDrag } from "./designer-tools.ts";
import { findObject, selectionBox } from "./plan-lookup.ts";

/** Where the handles of a selection stand, and what dragging them does. */
export type Handle = {
  readonly name: string;
  /** In the plan, and its distance from there in pixels. */
  readonly at: Point;
  readonly offset: Point;
  readonly drag: (from: Point) => ToolDrag;
};

const AWAY_PX = 30;
const CORNERS_MAX = 60;

export function handlesOf(canvas: Canvas, plan: HallPlan, selected: ReadonlySet<string>): Handle[] {
  const box = selectionBox(plan, selected);
  if (box === undefined) return [];
  const turn: Handle = {
    name: "turn",
    at: [(box.minX + box.maxX) / 2, box.minY],
    offset: [0, -AWAY_PX - 12],
    drag: (from) => turnDrag(canvas, from, [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2]),
  };
  const [id] = selected;
  const found = selected.size === 1 && id !== undefined ? findObject(plan, id) : undefined;
  if (found?.type === "part" && found.part.kind === "rows") return [turn, ...blockHandles(canvas, found.part)];
  const outline =
    found?.type === "section"
      ? found.section.outline
      : found?.type === "decor" && "outline" in found.decor
        ? found.decor.outline
        : null;
  if (outline === null || id === undefined || outline.length > 2 * CORNERS_MAX) return [turn];
  return [turn, ...cornerHandles(canvas, id, outline)];
}

function turnDrag({ store, painter, show }: Canvas, from: Point, about: Point): ToolDrag {
  const { selected } = store.getState();
  const angleOf = ([x, y]: Point) => (Math.atan2(y - about[1], x - about[0]) * 180) / Math.PI;
  const start = angleOf(from);
  let degrees = 0;
  painter.lift(selected);
  store.setState({ isMoving: true });
  return {
    move: (to, { alt }) => {
      const free = angleOf(to) - start;
      degrees = Math.round((alt ? free : snapAngle(free, 4)) * 10) / 10;
      painter.shift({ by: [0, 0], degrees, about });
      show({ numbers: { at: to, text: `${degrees}°` } });
    },
    end: () => {
      painter.drop();
      show({});
      store.edit("turn", (plan) => (degrees === 0 ? plan : rotateObjects(plan, selected, { degrees, about })));
    },
  };
}

/** Ends of the middle row, the front and the back of a block. */
function blockHandles(canvas: Canvas, block: RowBlock): Handle[] {
  const rows = expandPart(block).rows;
  const [front, middle, back] = [rows[0], rows[rows.length >> 1], rows[rows.length - 1]];
  if (!front || !middle || !back) return [];
  const spot = (row: typeof front, i: number): Point => [row.x[i] ?? 0, row.y[i] ?? 0];
  const angle = (block.rotation * Math.PI) / 180;
  const across: Point = [Math.cos(angle), Math.sin(angle)];
  const behind: Point = [-Math.sin(angle), Math.cos(angle)];
  const px = ([x, y]: Point, by: number): Point => [x * by, y * by];
  const grow = (side: keyof Growth, axis: Point, step: number) => (from: Point) =>
    blockDrag(canvas, block.id, from, (start, along) => growBlock(start, { [side]: Math.round(along(axis) / step) }));
  const { pitch, rowGap } = block;
  return [
    {
      name: "right",
      at: spot(middle, middle.x.length - 1),
      offset: px(across, AWAY_PX),
      drag: grow("right", across, pitch),
    },
    { name: "left", at: spot(middle, 0), offset: px(across, -AWAY_PX), drag: grow("left", px(across, -1), pitch) },
    {
      name: "back",
      at: spot(back, back.x.length >> 1),
      offset: px(behind, AWAY_PX),
      drag: grow("back", behind, rowGap),
    },
    {
      name: "front",
      at: spot(front, front.x.length >> 2),
      offset: px(behind, -AWAY_PX),
      drag: grow("front", px(behind, -1), rowGap),
    },
    {
      ...{ name: "bend", at: spot(front, front.x.length >> 1), offset: px(behind, -AWAY_PX) },
      drag: (from) => blockDrag(canvas, block.id, from, (start, along) => bend(start, along(behind))),
    },
  ];
}

/** The block whose ends come to the front as far as the handle goes to the back. */
export function bend(block: RowBlock, by: number): RowBlock {
  const seats = typeof block.seatCount === "number" ? block.seatCount : Math.max(1, ...block.seatCount);
  if (seats < 2) return block;
  // The ends of a row of n seats stand about n² · pitch · angle / 8 before its middle.
  const degrees = (8 * by * 180) / (Math.PI * block.pitch * seats * seats);
  const most = Math.min(90, 300 / (seats - 1));
  const curve = Math.round(Math.max(-most, Math.min(most, block.curve + degrees)) * 100) / 100;
  return { ...block, curve: Math.abs(curve) < 0.02 ? 0 : curve };
}

type Along = (axis: Point) => number;

function blockDrag(
  { store, show }: Canvas,
  id: string,
  from: Point,
  change: (start: RowBlock, along: Along) => RowBlock,
): ToolDrag {
  let text = "";
  return {
    move: (to) => {
      const along: Along = ([x, y]) => (to[0] - from[0]) * x + (to[1] - from[1]) * y;
      store.preview((before) =>
        changePart(before, id, (part) => {
          if (part.kind !== "rows") return part;
          const next = change(part, along);
          text = sizeText(next);
          return next;
        }),
      );
      show({ numbers: { at: to, text } });
    },
    end: () => {
      show({});
      store.commit("resize");
    },
  };
}

function sizeText(block: Part): string {
  if (block.kind !== "rows") return "";
  const seats = typeof block.seatCount === "number" ? block.seatCount : Math.max(...block.seatCount);
  return `${block.rowCount} × ${seats}${block.curve === 0 ? "" : ` · ${block.curve}°`}`;
}

function cornerHandles({ store, show }: Canvas, id: string, outline: readonly number[]): Handle[] {
  const dragTo = (put: (to: Point) => readonly number[]): ToolDrag => ({
    move: (to) => {
      store.preview((before) => setOutline(before, id, put(to)));
      show({});
    },
    end: () => store.commit("change"),
  });
  const corners = outline.length / 2;
  const at = (i: number): Point => [outline[2 * i] ?? 0, outline[2 * i + 1] ?? 0];
  return Array.from({ length: corners }, (_, i): Handle[] => {
    return [
      {
        name: `corner-${i}`,
        at: at(i),
        offset: [0, 0],
        drag: () => dragTo((to) => moveCorner(outline, i, to)),
      },
      {
        ...{ name: `side-${i}`, at: middleOfSide(outline, i), offset: [0, 0] as const },
        drag: () => dragTo((to) => addCorner(outline, i, to)),
      },
    ];
  }).flat();
}
