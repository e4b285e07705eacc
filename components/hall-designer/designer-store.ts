import { createStore, type StoreApi } from "zustand/vanilla";
import type { Point } from "#lib/seating/layout";
import type { HallPlan } from "#lib/seating/plan/plan";
import { goBack, goForward, type History, record } from "./history.ts";
import { allIds } from "./plan-lookup.ts";
import type { StepName } from "./step-names.ts";
import type { ToolName } from "./tool-names.ts";
import { type ToolOptions, USUAL_OPTIONS } from "./tool-options.ts";
import { NO_TRACING, type Tracing } from "./tracing/tracing-state.ts";

/**
 * Everything that the designer knows while it is open. The plan changes in steps that can all be undone; what is selected, the tool
 * and the camera are no steps. A gesture previews its plan and becomes one step when it ends.
 */
export type DesignerState = {
  /** As it is drawn, with the preview of a gesture. */
  readonly plan: HallPlan;
  readonly history: History;
  /** The plan before the gesture that is going on. */
  readonly before: HallPlan | undefined;
  /** A move or turn is going on: drawn by a transform beside this state, computed once at its end. */
  readonly isMoving: boolean;
  /** Ids of sections, parts and drawings. */
  readonly selected: ReadonlySet<string>;
  /** Keys of seats, in seat mode. */
  readonly seats: ReadonlySet<string>;
  readonly mode: "objects" | "seats";
  readonly tool: ToolName;
  readonly options: ToolOptions;
  /** Corners of the outline that is being drawn point by point. */
  readonly corners: readonly Point[];
  /** Whether quality that was painted by hand is shown on its seats. */
  readonly showsQuality: boolean;
  readonly floor: string;
  readonly snaps: boolean;
  /** The section that new rows and tables go to; a new one where undefined. */
  readonly target: string | undefined;
  readonly tracing: Tracing;
};

export type DesignerStore = StoreApi<DesignerState> & {
  /** One step. Steps of one `merge` key right after each other are undone together: typing a number, pressing an arrow again. */
  readonly edit: (name: StepName, change: (plan: HallPlan) => HallPlan, merge?: string) => void;
  /** Shows what a gesture would make of the plan before it. */
  readonly preview: (change: (before: HallPlan) => HallPlan) => void;
  /** Makes the previewed plan one step. */
  readonly commit: (name: StepName) => void;
  /** Ends a gesture without a change. */
  readonly cancel: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (ids: Iterable<string>) => void;
  readonly selectSeats: (keys: Iterable<string>) => void;
  readonly setTool: (tool: ToolName) => void;
  readonly setMode: (mode: DesignerState["mode"]) => void;
  /** Takes another state of the draft, such as the server's newer one. It is a step as well, so nothing is lost. */
  readonly replace: (name: StepName, plan: HallPlan) => void;
};

export function createDesignerStore(plan: HallPlan): DesignerStore {
  const store = createStore<DesignerState>(() => ({
    plan,
    history: { past: [], future: [], merge: undefined },
    before: undefined,
    isMoving: false,
    selected: new Set(),
    seats: new Set(),
    mode: "objects",
    tool: "select",
    options: USUAL_OPTIONS,
    corners: [],
    showsQuality: false,
    floor: plan.floors[0]?.id ?? "",
    snaps: true,
    target: plan.sections.find(({ kind }) => kind === "seated")?.id,
    tracing: NO_TRACING,
  }));
  const { getState: get, setState: set } = store;

  function edit(name: StepName, change: (plan: HallPlan) => HallPlan, merge?: string): void {
    const { plan: now, before, history } = get();
    const base = before ?? now;
    const next = change(base);
    if (next === base) {
      set({ plan: base, before: undefined, isMoving: false });
      return;
    }
    set({
      ...{ plan: next, before: undefined, isMoving: false },
      history: record(history, { plan: base, name }, merge),
      ...pruned(next, get()),
    });
  }

  function travel(direction: typeof goBack): void {
    const { plan: now, before, history } = get();
    const gone = direction(history, before ?? now);
    if (gone === undefined) {
      set({ plan: before ?? now, before: undefined, isMoving: false });
      return;
    }
    set({
      ...{ plan: gone.plan, history: gone.history, before: undefined, isMoving: false },
      ...pruned(gone.plan, get()),
    });
  }

  const endMerge = () => ({ history: { ...get().history, merge: undefined } });
  return {
    ...store,
    edit,
    preview: (change) => {
      const before = get().before ?? get().plan;
      set({ before, plan: change(before) });
    },
    commit: (name) => {
      const { plan: next } = get();
      edit(name, () => next);
    },
    cancel: () => set(({ plan: now, before }) => ({ plan: before ?? now, before: undefined, isMoving: false })),
    undo: () => travel(goBack),
    redo: () => travel(goForward),
    select: (ids) => set({ selected: new Set(ids), seats: new Set(), ...endMerge() }),
    selectSeats: (keys) => set({ seats: new Set(keys), ...endMerge() }),
    setTool: (tool) => set({ tool, corners: [], ...endMerge() }),
    setMode: (mode) => set({ mode, tool: "select", corners: [], seats: new Set(), ...endMerge() }),
    replace: (name, next) => edit(name, () => next),
  };
}

/** What of the selection, the floor and the target is still there in another state of the plan. */
function pruned(plan: HallPlan, { selected, floor, target }: DesignerState): Partial<DesignerState> {
  const ids = allIds(plan);
  return {
    ...([...selected].every((id) => ids.has(id))
      ? {}
      : { selected: new Set([...selected].filter((id) => ids.has(id))) }),
    ...(plan.floors.some(({ id }) => id === floor) ? {} : { floor: plan.floors[0]?.id ?? "" }),
    ...(target !== undefined && ids.has(target) ? {} : { target: undefined }),
  };
}
