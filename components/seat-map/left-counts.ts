import { readState } from "#lib/seating/seat-state";
import { type MapModel, NOT_SOLD } from "./map-geometry.ts";

/**
 * Free seats by section, by price level, and by level within each section (at `section × levels + level`), counted from the
 * states. Milliseconds for the largest halls.
 */
export type LeftCounts = {
  readonly sections: Uint32Array;
  readonly levels: Uint32Array;
  readonly sectionLevels: Uint32Array;
};

export function countLeft(model: MapModel, states: Uint8Array, levelCount: number): LeftCounts {
  const sections = new Uint32Array(model.sections.length);
  const levels = new Uint32Array(levelCount);
  const sectionLevels = new Uint32Array(model.sections.length * levelCount);
  for (let id = 1; id <= model.seatCount; id++) {
    const level = model.level[id] ?? NOT_SOLD;
    if (level === NOT_SOLD || readState(states, id) !== 0) continue;
    const section = model.section[id] ?? 0;
    sections[section] = (sections[section] ?? 0) + 1;
    levels[level] = (levels[level] ?? 0) + 1;
    const at = section * levelCount + level;
    sectionLevels[at] = (sectionLevels[at] ?? 0) + 1;
  }
  return { sections, levels, sectionLevels };
}
