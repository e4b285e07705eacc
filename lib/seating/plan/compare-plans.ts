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
  readonly isTable: boolean;
  readonly entrance: string;
  /** Name of its category; empty while it has none. */
  readonly category: string;
  readonly kind: SeatKind;
  /** In coordinates of the plan; absent for a standing place. */
  readonly at?: Point;
};

export type PlaceChange<Place = ComparedPlace> = { readonly before: Place; readonly after: Place };

/** A place is in every list that holds for it. */
export type PlaceDifference<Place> = {
  readonly added: readonly Place[];
  readonly removed: readonly Place[];
  /** By more than a quarter of the pitch. */
  readonly moved: readonly PlaceChange<Place>[];
  /** Another section name, row or number: what is printed on a ticket. */
  readonly renamed: readonly PlaceChange<Place>[];
  readonly otherEntrance: readonly PlaceChange<Place>[];
  readonly otherCategory: readonly PlaceChange<Place>[];
  readonly otherKind: readonly PlaceChange<Place>[];
};

/** What a later version of a plan changes, place by place, by their stable keys. Linear in the places. */
export function comparePlans(before: HallPlan, after: HallPlan): PlaceDifference<ComparedPlace> {
  return comparePlaces(placesOfPlan(before), placesOfPlan(after), before.pitch);
}

/** The same for lists of places; `pitch` is the distance between neighbours before. */
export function comparePlaces<Place extends ComparedPlace>(
  before: readonly Place[],
  after: readonly Place[],
  pitch: number,
): PlaceDifference<Place> {
  const byKey = (places: readonly Place[]) => new Map(places.map((place) => [place.key, place]));
  const [old, own] = [byKey(before), byKey(after)];
  const both = [...old.values()].flatMap((place): PlaceChange<Place>[] => {
    const now = own.get(place.key);
    return now === undefined ? [] : [{ before: place, after: now }];
  });
  const differ = (fields: readonly (keyof ComparedPlace)[]) =>
    both.filter((change) => fields.some((field) => change.before[field] !== change.after[field]));
  return {
    added: [...own.values()].filter(({ key }) => !old.has(key)),
    removed: [...old.values()].filter(({ key }) => !own.has(key)),
    moved: both.filter((change) => distance(change) > pitch / 4),
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

function placesOfPlan({ sections, categories }: HallPlan): ComparedPlace[] {
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const places: ComparedPlace[] = [];
  for (const section of sections) {
    const isTable = section.kind === "tables";
    const common = { section: section.name, entrance: section.entrance ?? "", isTable };
    for (let n = 1; n <= section.capacity; n++) {
      const key = seatKey(section.id, n);
      const category = names.get(section.category ?? "") ?? "";
      places.push({ ...common, key, row: "", number: String(n), category, kind: "STANDARD" });
    }
    for (const { key, row, number, category, kind, x, y } of seatsOfSection(section))
      places.push({ ...common, key, row, number, category: names.get(category ?? "") ?? "", kind, at: [x, y] });
  }
  return places;
}
