import type { ComparedPlace, PlaceChange, PlaceDifference } from "../plan/compare-plans.ts";
import type { DifferenceWire } from "./draft-contract.ts";

export const PLACES_SHOWN_MAX = 1_000;

/** A difference with at most a thousand places of each list. */
export function differenceOnWire(difference: PlaceDifference<ComparedPlace>): DifferenceWire {
  const { added, removed, moved, renamed, otherEntrance, otherCategory, otherKind } = difference;
  return {
    counts: {
      ...{ added: added.length, removed: removed.length, moved: moved.length, renamed: renamed.length },
      other_entrance: otherEntrance.length,
      other_category: otherCategory.length,
      other_kind: otherKind.length,
    },
    added: placesOnWire(added),
    removed: placesOnWire(removed),
    moved: changesOnWire(moved),
    renamed: changesOnWire(renamed),
    other_entrance: changesOnWire(otherEntrance),
    other_category: changesOnWire(otherCategory),
    other_kind: changesOnWire(otherKind),
  };
}

function placesOnWire(places: readonly ComparedPlace[]) {
  return places
    .slice(0, PLACES_SHOWN_MAX)
    .map(({ at, isTable, key, section, row, number, entrance, category, kind }) => ({
      ...{ key, section, row, number, at_table: isTable, entrance, category, kind },
      ...(at ? { at: [...at] } : {}),
    }));
}

function changesOnWire(changes: readonly PlaceChange[]) {
  const shown = changes.slice(0, PLACES_SHOWN_MAX);
  const after = placesOnWire(shown.map((change) => change.after));
  return placesOnWire(shown.map(({ before }) => before)).flatMap((before, i) => {
    const now = after[i];
    return now ? [{ before, after: now }] : [];
  });
}
