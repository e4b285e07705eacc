import { readState } from "#lib/seating/seat-state";
import { type MapModel, NO_ROW, NOT_SOLD } from "./map-geometry.ts";

/**
 * The batch in which a seat is drawn. Free seats are batched by price level and kind, because both change their look; others by
 * state alone, because their price no longer matters.
 */
export type PathKey = `free-${number}-${number}` | "held" | "booked" | "blocked";

/** Batch of one seat. A seat that no price level covers cannot be bought and is drawn as blocked. */
export function pathKeyOf(model: MapModel, states: Uint8Array, id: number): PathKey {
  const state = readState(states, id);
  if (state === 1) return "held";
  if (state === 2) return "booked";
  const level = model.level[id] ?? NOT_SOLD;
  return state === 3 || level === NOT_SOLD ? "blocked" : `free-${level}-${model.kind[id] ?? 0}`;
}

/**
 * Path data of a section's seats, one entry a batch: each seat a zero-length subpath `M x y h0`, which a round or square
 * line cap turns into its shape. The standing places of a section are not drawn one by one and have no entry.
 */
export function sectionPaths(model: MapModel, states: Uint8Array, sectionIndex: number): Map<PathKey, string> {
  const paths = new Map<PathKey, string>();
  const section = model.sections[sectionIndex];
  if (!section) return paths;
  for (let id = section.firstId; id < section.firstId + section.capacity; id++) {
    if (model.row[id] === NO_ROW) continue;
    const key = pathKeyOf(model, states, id);
    paths.set(key, (paths.get(key) ?? "") + seatDot(model, id));
  }
  return paths;
}

/** The subpath of one seat. Coordinates keep one decimal, as layouts have them. */
export function seatDot(model: MapModel, id: number): string {
  return `M${tenths(model.x[id])} ${tenths(model.y[id])}h0`;
}

/** Sections that hold at least one of the seats, so that only their paths are written again. */
export function touchedSections(model: MapModel, ids: Iterable<number>): Set<number> {
  const touched = new Set<number>();
  for (const id of ids) if (id >= 1 && id <= model.seatCount) touched.add(model.section[id] ?? 0);
  return touched;
}

function tenths(value: number | undefined): number {
  return Math.round((value ?? 0) * 10) / 10;
}
