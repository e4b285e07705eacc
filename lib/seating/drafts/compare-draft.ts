import { findVersion } from "#lib/catalog/halls/hall-store";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { type ComparedPlace, comparePlans, type PlaceChange } from "../plan/compare-plans.ts";
import type { HallPlan } from "../plan/plan.ts";
import { planOfLayout } from "../plan/plan-of-layout.ts";
import { refuse } from "../refusals.ts";
import { findLayout } from "../store.ts";
import type { DifferenceWire } from "./draft-contract.ts";
import { findOwnDraft } from "./find-own-draft.ts";

const PLACES_SHOWN_MAX = 1_000;

/**
 * What publishing a draft would change in its hall, place by place: against a version of the hall, its newest unless one is named.
 * Refuses `not_found` when the hall has no such version.
 */
export async function compareDraft(
  person: Staff,
  id: string,
  version: number | undefined,
): Promise<{ ok: true; difference: DifferenceWire } | Refused<"not_found" | "forbidden">> {
  const own = await findOwnDraft(person, id, "event.read");
  if (!own.ok) return own;
  const { hallId, venueId, plan } = own.row;
  const published = hallId === null ? undefined : await findVersion({ venueId, hallId, version });
  if (!published) return refuse("not_found");
  return { ok: true, difference: onWire(await planOf(published), JSON.parse(plan) as HallPlan) };
}

async function planOf({ plan, layoutHash }: { plan: string | null; layoutHash: string }): Promise<HallPlan> {
  if (plan !== null) return JSON.parse(plan) as HallPlan;
  const layout = await findLayout(layoutHash);
  invariant(layout !== undefined, "the layout of a version is stored");
  return planOfLayout(layout);
}

function onWire(before: HallPlan, after: HallPlan): DifferenceWire {
  const { added, removed, moved, renamed, otherEntrance, otherCategory, otherKind } = comparePlans(before, after);
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
  return places.slice(0, PLACES_SHOWN_MAX).map(({ at, ...place }) => ({ ...place, ...(at ? { at: [...at] } : {}) }));
}

function changesOnWire(changes: readonly PlaceChange[]) {
  const shown = changes.slice(0, PLACES_SHOWN_MAX);
  const after = placesOnWire(shown.map((change) => change.after));
  return placesOnWire(shown.map(({ before }) => before)).flatMap((before, i) => {
    const now = after[i];
    return now ? [{ before, after: now }] : [];
  });
}
