import { singleton } from "#lib/platform/singleton";
import type { SaleHealth } from "./judge-health.ts";
import type { Judgement, LevelState } from "./judge-load.ts";
import type { Readings } from "./readings.ts";
import { type Step, type Switches, stateOfStep } from "./steps.ts";

/** What this process knows of its load. `seen` is what the watch (watch-load.ts) saw last; undefined before it, and where none runs. */
export type LoadState = {
  level: LevelState;
  switches: Switches;
  seen: { readonly readings: Readings; readonly judgement: Judgement; readonly health: SaleHealth } | undefined;
};

export function loadState(): LoadState {
  return singleton("load-state", () => ({
    ...{ level: { level: 0, calmSinceMs: null }, switches: {}, seen: undefined },
  }));
}

/** Whether this process does without what the step takes away. Costs nothing: it reads memory. */
export function isStepOn(step: Step): boolean {
  const { level, switches } = loadState();
  return stateOfStep(step, level.level, switches).isOn;
}

/** How checkout is as this process sees it. `good` where nothing watches. */
export function healthOfSale(): SaleHealth {
  return loadState().seen?.health ?? "good";
}
