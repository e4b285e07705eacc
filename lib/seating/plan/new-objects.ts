import type { Point } from "../layout.ts";
import { ROW_PRESETS, SEAT_PRESETS } from "./numbering-presets.ts";
import type { HallPlan, PlanSection, RowBlock, Table } from "./plan.ts";

/** What a new plan, section, block or table is before a person changes it. */

const PITCH = 20;
const ROW_GAP = 24;

/** An empty hall with one floor and one category. `floor` names the floor and `category` the category, in the person's language. */
export function newPlan({ name, floor, category, newId }: Named & { readonly newId: () => string }): HallPlan {
  return {
    name,
    pitch: PITCH,
    floors: [{ id: newId(), name: floor }],
    categories: [{ id: newId(), name: category, sold: true, hue: 210 }],
    focal: null,
    decor: [],
    background: null,
    sections: [],
  };
}

type Named = { readonly name: string; readonly floor: string; readonly category: string };

/** An empty section on the plan's first floor and in its first category. */
export function newSection(
  { floors, categories }: Pick<HallPlan, "floors" | "categories">,
  { id, name, kind }: Pick<PlanSection, "id" | "name" | "kind">,
): PlanSection {
  const [floor, category] = [floors[0]?.id ?? "", categories[0]?.id ?? null];
  return { id, name, kind, floor, category, outline: null, capacity: 0, parts: [] };
}

/** Straight rows × seats whose front row has its middle at `at`. */
export function newRowBlock({ id, at, rowCount, seatCount }: RowBlockSize): RowBlock {
  return {
    kind: "rows",
    ...{ id, at, rowCount, seatCount },
    exceptions: {},
    rotation: 0,
    firstRow: 0,
    firstSeat: 0,
    axis: (seatCount - 1) / 2,
    pitch: PITCH,
    rowGap: ROW_GAP,
    curve: 0,
    stagger: 0,
    aisles: [],
    rowScheme: ROW_PRESETS.letters,
    seatScheme: SEAT_PRESETS.leftToRight,
  };
}

type RowBlockSize = {
  readonly id: string;
  readonly at: Point;
  readonly rowCount: number;
  readonly seatCount: number;
};

/** A round table of `seats` with a place of about one pitch each, or a rectangle with half of them on each long side. */
export function newTable({ id, at, shape, seats, label }: TableSize): Table {
  const [half, other] = [Math.ceil(seats / 2), Math.floor(seats / 2)];
  const width = Math.max(2 * PITCH, half * PITCH);
  const diameter = Math.max(2 * PITCH, (seats * PITCH * 1.1) / Math.PI - PITCH);
  return {
    kind: "table",
    ...{ id, at, shape, label },
    exceptions: {},
    rotation: 0,
    size: shape === "round" ? [diameter, diameter] : [width, shape === "box" ? 3 * PITCH : 2 * PITCH],
    sides: shape === "round" ? [seats, 0, 0, 0] : [half, 0, other, 0],
    seatScheme: SEAT_PRESETS.leftToRight,
  };
}

type TableSize = Pick<Table, "id" | "at" | "shape" | "label"> & { readonly seats: number };
