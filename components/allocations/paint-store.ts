import { createStore, type StoreApi } from "zustand/vanilla";
import { readState, type SeatChange, type SeatStateCode } from "#lib/seating/seat-state";
import { type MapModel, NO_ROW, NOT_SOLD } from "../seat-map/map-geometry.ts";
import { applyChanges, applySnapshot, emptyBoard, type SeatBoard } from "../seat-map/seat-board.ts";

/** What one press takes. */
export const UNITS = ["seat", "row", "section"] as const;
export type Unit = (typeof UNITS)[number];

/** What an organizer sees and has chosen on the map of an event. Seats are named by their positions. */
export type PaintState = {
  readonly board: SeatBoard;
  /** False until the states have come. */
  readonly isKnown: boolean;
  /** Id of the allocation of each position; 0 for none. */
  readonly allocationOf: Uint16Array;
  readonly selected: ReadonlySet<number>;
  /** Where the keyboard is; 0 before it was used. */
  readonly cursor: number;
  /** The seat that was pressed last, from which Shift takes a range. */
  readonly anchor: number;
  readonly unit: Unit;
  /** A drag draws a line around seats instead of moving the map. */
  readonly isLasso: boolean;
};

export type PaintStore = ReturnType<typeof createPaintStore>;
/** Seats by the group that they are painted with: an allocation, or a price level. */
export type Painted = readonly { readonly allocation: number; readonly seat_ids: readonly number[] }[];

/** The state of the map on the page of an event's seats; `known` of the same hall goes on. */
export function createPaintStore(model: MapModel, painted: Painted, known?: PaintState) {
  const store: StoreApi<PaintState> = createStore<PaintState>()(() => ({
    board: emptyBoard(model.seatCount),
    ...{ isKnown: false, selected: new Set<number>() },
    ...{ cursor: 0, anchor: 0, unit: "seat", isLasso: false },
    ...known,
    allocationOf: allocationsOf(model, painted),
  }));
  const { setState: set, getState: get } = store;
  return {
    ...store,
    setPainted: (now: Painted) => set({ allocationOf: allocationsOf(model, now) }),
    takeSnapshot: (bitmap: Uint8Array) =>
      set({ board: applySnapshot(get().board, model.ids.byPosition(bitmap)).board, isKnown: true }),
    takeChanges: (changes: readonly SeatChange[]) => {
      const own = changes.map(([id, state, version]) => [model.ids.positionOf(id), state, version] as const);
      set({ board: applyChanges(get().board, own).board });
    },
    /** Adds seats to the choice, or takes them out when all of them are in it. */
    toggle: (ids: readonly number[]) => {
      const selected = new Set(get().selected);
      const isIn = ids.every((id) => selected.has(id));
      for (const id of ids) {
        if (isIn) selected.delete(id);
        else selected.add(id);
      }
      set({ selected, anchor: ids[0] ?? 0 });
    },
    add: (ids: readonly number[]) => set({ selected: new Set([...get().selected, ...ids]) }),
    drop: (ids: readonly number[]) => {
      const gone = new Set(ids);
      set({ selected: new Set([...get().selected].filter((id) => !gone.has(id))) });
    },
    clear: () => set({ selected: new Set<number>(), anchor: 0 }),
    setCursor: (cursor: number) => set({ cursor }),
    setUnit: (unit: Unit) => set({ unit }),
    setLasso: (isLasso: boolean) => set({ isLasso }),
  };
}

function allocationsOf(model: MapModel, painted: Painted): Uint16Array {
  const of = new Uint16Array(model.seatCount + 1);
  for (const { allocation, seat_ids } of painted)
    for (const id of seat_ids) {
      const position = model.ids.positionOf(id);
      if (position > 0) of[position] = allocation;
    }
  return of;
}

export type SeatNow = "free" | "held" | "sold" | "blocked";
const NAMES: readonly SeatNow[] = ["free", "held", "sold", "blocked"];

/** What became of a seat. One that is set aside reads as blocked for everybody while nobody has it. */
export function seatNow(
  model: MapModel,
  { board, allocationOf }: Pick<PaintState, "board" | "allocationOf">,
  id: number,
): SeatNow {
  if (model.level[id] === NOT_SOLD) return "blocked";
  const state: SeatStateCode = readState(board.states, id);
  return state === 3 && allocationOf[id] !== 0 ? "free" : (NAMES[state] ?? "blocked");
}

/** How many seats each allocation has, by what became of them; a blocked one counts in the total alone. */
export function countSeats(model: MapModel, state: Pick<PaintState, "board" | "allocationOf">) {
  const counts = new Map<number, { total: number; free: number; held: number; sold: number }>();
  for (let id = 1; id <= model.seatCount; id++) {
    const allocation = state.allocationOf[id] ?? 0;
    if (allocation === 0) continue;
    const own = counts.get(allocation) ?? { total: 0, free: 0, held: 0, sold: 0 };
    const now = seatNow(model, state, id);
    own.total += 1;
    if (now !== "blocked") own[now] += 1;
    counts.set(allocation, own);
  }
  return counts;
}

/** The seats that one press on a seat takes. */
export function seatsOfUnit(model: MapModel, id: number, unit: Unit): number[] {
  if (unit === "seat") return [id];
  const row = unit === "row" && model.row[id] !== NO_ROW ? model.rows[model.row[id] ?? NO_ROW] : undefined;
  if (row) return run(row.firstId, row.count);
  return seatsOfSection(model, model.section[id] ?? -1);
}

export function seatsOfSection(model: MapModel, index: number): number[] {
  const section = model.sections[index];
  return section ? run(section.firstId, section.capacity) : [];
}

/** From one seat to another of the same section, along its rows; else the second alone. */
export function seatsBetween(model: MapModel, from: number, to: number): number[] {
  if (from === 0 || model.section[from] !== model.section[to]) return [to];
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  return run(first, last - first + 1);
}

const run = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
