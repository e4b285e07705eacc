import { findVersion } from "#lib/catalog/halls/hall-store";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { comparePlans } from "../plan/compare-plans.ts";
import type { HallPlan } from "../plan/plan.ts";
import { planOfLayout } from "../plan/plan-of-layout.ts";
import { refuse } from "../refusals.ts";
import { findLayout } from "../store.ts";
import { differenceOnWire } from "./difference-wire.ts";
import type { DifferenceWire } from "./draft-contract.ts";
import { findOwnDraft } from "./find-own-draft.ts";

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
    difference: differenceOnWire(comparePlans(await planOf(published), JSON.parse(plan) as HallPlan)),
  };
}

async function planOf({ plan, layoutHash }: { plan: string | null; layoutHash: string }): Promise<HallPlan> {
  if (plan !== null) return JSON.parse(plan) as HallPlan;
  const layout = await findLayout(layoutHash);
  invariant(layout !== undefined, "the layout of a version is stored");
  return planOfLayout(layout);
}
