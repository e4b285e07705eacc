import type { Point, SeatKind } from "../layout.ts";
import { seatsOfSection } from "./drawn-seats.ts";
import type { HallPlan } from "./plan.ts";
import { seatKey } from "./seat-key.ts";

/** A place as people and prices know it. */
export type ComparedPlace = {
  readonly key: string;
  readonly section: string;
  readonly row: string;
  readonly number: string;
  readonly entrance: string;
  /** Name of its category; empty while it has none. */
  readonly category: string;
  readonly kind: SeatKind;
  /** In coordinates of the plan; absent for a standing place. */
  readonly at?: Point;
};

export type PlaceChange = { readonly before: ComparedPlace; readonly after: ComparedPlace };

/** A place is in every list that holds for it. */
export type PlanDifference = {
  readonly added: readonly ComparedPlace[];
  readonly removed: readonly ComparedPlace[];
  /** By more than a quarter of the pitch. */
  readonly moved: readonly PlaceChange[];
  /** Another section name, row or number: what is printed on a ticket. */
  readonly renamed: readonly PlaceChange[];
  readonly otherEntrance: readonly PlaceChange[];
  readonly otherCategory: readonly PlaceChange[];
  readonly otherKind: readonly PlaceChange[];
};

/** What a later version of a plan changes, place by place, by their stable keys. Linear in the places. */
export function comparePlans(before: HallPlan, after: HallPlan): PlanDifference {
  const [old, own] = [placesByKey(before), placesByKey(after)];
  const both = [...old.values()].flatMap((place): PlaceChange[] => {
    const now = own.get(place.key);
    return now === undefined ? [] : [{ before: place, after: now }];
  });
  const differ = (fields: readonly (keyof ComparedPlace)[]) =>
    both.filter((change) => fields.some((field) => change.before[field] !== change.after[field]));
  return {
    added: [...own.values()].filter(({ key }) => !old.has(key)),
    removed: [...old.values()].filter(({ key }) => !own.has(key)),
    moved: both.filter((change) => distance(change) > before.pitch / 4),
    renamed: differ(["section", "row", "number"]),
    otherEntrance: differ(["entrance"]),
    otherCategory: differ(["category"]),
    otherKind: differ(["kind"]),
  };
}

function distance({ before, after }: PlaceChange): number {
  if (before.at === undefined || after.at === undefined) return 0;
  return Math.hypot(after.at[0] - before.at[0], after.at[1] - before.at[1]);
}

function placesByKey({ sections, categories }: HallPlan): Map<string, ComparedPlace> {
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const places = new Map<string, ComparedPlace>();
  for (const section of sections) {
    const common = { section: section.name, entrance: section.entrance ?? "" };
    for (let n = 1; n <= section.capacity; n++) {
      const key = seatKey(section.id, n);
      const category = names.get(section.category ?? "") ?? "";
      places.set(key, { ...common, key, row: "", number: String(n), category, kind: "STANDARD" });
    }
    for (const { key, row, number, category, kind, x, y } of seatsOfSection(section))
      places.set(key, { ...common, key, row, number, category: names.get(category ?? "") ?? "", kind, at: [x, y] });
  }
  return places;
}
