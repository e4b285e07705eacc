import { readState } from "#lib/seating/seat-state";
import { type MapModel, NOT_SOLD } from "./map-geometry.ts";

/**
 * Free seats by section, by price level, and by level within each section (at `section × levels + level`), counted from the
 * states. Milliseconds for the largest halls. `closed` are the sections and levels of which nothing is free though most of it is not sold:
 * it is set aside, or not on sale to this buyer.
 */
export type LeftCounts = {
  readonly sections: Uint32Array;
  readonly levels: Uint32Array;
  readonly sectionLevels: Uint32Array;
  readonly closed: { readonly sections: Uint8Array; readonly levels: Uint8Array };
};

export function countLeft(model: MapModel, states: Uint8Array, levelCount: number): LeftCounts {
  const sections = new Uint32Array(model.sections.length);
  const levels = new Uint32Array(levelCount);
  const sectionLevels = new Uint32Array(model.sections.length * levelCount);
  // Blocked seats less those that someone has.
  const shut = { sections: new Int32Array(model.sections.length), levels: new Int32Array(levelCount) };
  for (let id = 1; id <= model.seatCount; id++) {
    const level = model.level[id] ?? NOT_SOLD;
    if (level === NOT_SOLD) continue;
    const section = model.section[id] ?? 0;
    const state = readState(states, id);
    if (state !== 0) {
      const weight = state === 3 ? 1 : -1;
      shut.sections[section] = (shut.sections[section] ?? 0) + weight;
      shut.levels[level] = (shut.levels[level] ?? 0) + weight;
      continue;
    }
    sections[section] = (sections[section] ?? 0) + 1;
    levels[level] = (levels[level] ?? 0) + 1;
    const at = section * levelCount + level;
    sectionLevels[at] = (sectionLevels[at] ?? 0) + 1;
  }
  const closedOf = (free: Uint32Array, weights: Int32Array) =>
    Uint8Array.from(free, (count, i) => Number(count === 0 && (weights[i] ?? 0) > 0));
  const closed = { sections: closedOf(sections, shut.sections), levels: closedOf(levels, shut.levels) };
  return { sections, levels, sectionLevels, closed };
}
