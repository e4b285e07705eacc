import type { LoadWire } from "./contract.ts";
import { READINGS } from "./judge-load.ts";
import { loadState } from "./load-state.ts";
import { valuesOf } from "./readings.ts";
import { levelOf, STEPS, stateOfStep } from "./steps.ts";

/** The load of this process as its watch saw it last, and its steps. A process without a watch is calm. */
export function readLoadHere(): LoadWire {
  const { level, switches, seen } = loadState();
  const values = seen && valuesOf(seen.readings);
  return {
    level: level.level,
    health: seen?.health ?? "good",
    readings: READINGS.map((reading) => {
      const value = values?.[reading] ?? null;
      // What has no end has no number in JSON.
      const hasEnd = value === null || Number.isFinite(value);
      return { reading, value: hasEnd ? value : null, level: seen?.judgement.levels[reading] ?? 0 };
    }),
    steps: STEPS.map((step) => {
      const { isOn, why } = stateOfStep(step, level.level, switches);
      return { step, begins_at_level: levelOf(step), setting: switches[step] ?? "automatic", is_on: isOn, why };
    }),
  };
}
