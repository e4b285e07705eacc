import type { Floor, HallPlan } from "./plan.ts";

export type Terms = {
  readonly floors: readonly Floor[];
  readonly pitch: number;
  /** Index of each category by its id. */
  readonly categoryIndex: ReadonlyMap<string, number>;
  /** Index of each floor by its id; empty for a hall of one. */
  readonly floorIndex: ReadonlyMap<string, number>;
};

/** What sections need to know of their plan; one object for plans that share it. */
export function termsOf({ categories, floors, pitch }: HallPlan): Terms {
  const known = kept.get(categories);
  if (known?.floors === floors && known.pitch === pitch) return known;
  const terms: Terms = {
    floors,
    pitch,
    categoryIndex: new Map(categories.map(({ id }, i) => [id, i])),
    floorIndex: new Map(floors.length > 1 ? floors.map(({ id }, i) => [id, i]) : []),
  };
  kept.set(categories, terms);
  return terms;
}

const kept = new WeakMap<HallPlan["categories"], Terms>();
