import type { HallPlan } from "#lib/seating/plan/plan";
import type { StepName } from "./step-names.ts";

/** States share what an edit did not touch, so a step costs only what it changed and hundreds can be kept. */
const STEPS_MAX = 500;

/** A state of the plan, and the name of the step that led away from it (in the future: that leads to it). */
export type Step = { readonly plan: HallPlan; readonly name: StepName };

/** The one undo stack. `merge` is the key of the last step while it may still be merged with the next one. */
export type History = {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  readonly merge: string | undefined;
};

/** The history after a step; what had been undone is gone. */
export function record(history: History, step: Step, merge: string | undefined): History {
  const isMerged = merge !== undefined && merge === history.merge && history.past.length > 0;
  const past = isMerged ? history.past : [...history.past, step].slice(-STEPS_MAX);
  return { past, future: [], merge };
}

export type Travelled = { readonly plan: HallPlan; readonly history: History };

/** One step back from the plan as it is; undefined at the first state. */
export function goBack({ past, future }: History, now: HallPlan): Travelled | undefined {
  const last = past.at(-1);
  if (last === undefined) return undefined;
  const undone = { plan: now, name: last.name };
  return { plan: last.plan, history: { past: past.slice(0, -1), future: [undone, ...future], merge: undefined } };
}

/** One undone step forward; undefined at the last state. */
export function goForward({ past, future }: History, now: HallPlan): Travelled | undefined {
  const next = future[0];
  if (next === undefined) return undefined;
  const redone = { plan: now, name: next.name };
  return { plan: next.plan, history: { past: [...past, redone], future: future.slice(1), merge: undefined } };
}
