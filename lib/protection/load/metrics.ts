import { counter, gauge } from "#lib/platform/observability/metrics";
import { singleton } from "#lib/platform/singleton";
import type { Level, Values } from "./judge-load.ts";
import type { Step } from "./steps.ts";

const levels = gauge({ name: "load_level", help: "How loaded this process is, from 0 to 4" });
const steps = gauge({ name: "load_step", help: "Whether a step of degradation is on", labelNames: ["step"] });
const begun = counter({ name: "load_steps_begun_total", help: "How often a step began", labelNames: ["step"] });
const readings = gauge({
  name: "load_reading",
  help: "What the level is judged by: milliseconds or shares over the last ten seconds",
  labelNames: ["reading"],
});

/** Shows the level, the steps and the readings, and counts the steps that begin. */
export function noteLoad(
  states: readonly { step: Step; isOn: boolean }[],
  { level, values }: { level: Level; values: Values },
): void {
  levels.set(level);
  for (const [reading, value] of Object.entries(values)) readings.set({ reading }, value ?? 0);
  const before = singleton("load-steps-shown", () => new Set<Step>());
  for (const { step, isOn } of states) {
    steps.set({ step }, isOn ? 1 : 0);
    if (isOn && !before.has(step)) begun.inc({ step });
    if (isOn) before.add(step);
    else before.delete(step);
  }
}
