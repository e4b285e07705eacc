import { findVersion } from "#lib/catalog/halls/hall-store";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { comparePlans } from "../plan/compare-plans.ts";
import type { HallPlan } from "../plan/plan.ts";
import { refuse } from "../refusals.ts";
import { differenceOnWire } from "./difference-wire.ts";
import type { DifferenceWire } from "./draft-contract.ts";
import { findOwnDraft } from "./find-own-draft.ts";
import { planOfVersion } from "./plan-of-version.ts";

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
  return {
    ok: true,
    difference: differenceOnWire(comparePlans(await planOfVersion(published), JSON.parse(plan) as HallPlan)),
  };
}
