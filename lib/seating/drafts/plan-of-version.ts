import { invariant } from "#lib/platform/invariant";
import type { HallPlan } from "../plan/plan.ts";
import { planOfLayout } from "../plan/plan-of-layout.ts";
import { findLayout } from "../store.ts";

/** The plan that a published version was drawn as; made of its layout where none was drawn. */
export async function planOfVersion({
  plan,
  layoutHash,
}: {
  plan: string | null;
  layoutHash: string;
}): Promise<HallPlan> {
  if (plan !== null) return JSON.parse(plan) as HallPlan;
  const layout = await findLayout(layoutHash);
  invariant(layout !== undefined, "the layout of a version is stored");
  return planOfLayout(layout);
}
