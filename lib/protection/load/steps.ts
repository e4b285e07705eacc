import type { Level } from "./judge-load.ts";

/** What a process stops doing under load, in this order; holds and payments come last. Browser-safe. */
export const STEPS = ["advice", "browsing", "queue", "limits"] as const;
export type Step = (typeof STEPS)[number];

/** What an administrator says about a step: it follows the load, is on whatever the load, or is never on. */
export const SETTINGS = ["automatic", "forced", "forbidden"] as const;
export type Setting = (typeof SETTINGS)[number];
export type Switches = Readonly<Partial<Record<Step, Setting>>>;

/** `why`: the load reached its level, an administrator forced or forbade it, or the load is below its level. */
export type StepState = { readonly isOn: boolean; readonly why: "load" | "forced" | "forbidden" | "calm" };

/** The level at which a step begins by itself: one for the first, and one more for each that follows. */
export function levelOf(step: Step): number {
  return STEPS.indexOf(step) + 1;
}

export function stateOfStep(step: Step, level: Level, switches: Switches): StepState {
  const setting = switches[step] ?? "automatic";
  if (setting !== "automatic") return { isOn: setting === "forced", why: setting };
  return level >= levelOf(step) ? { isOn: true, why: "load" } : { isOn: false, why: "calm" };
}
