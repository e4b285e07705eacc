import { findGonePictures } from "#lib/catalog/pictures/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { checkLayout } from "../check-layout.ts";
import { expandPlan } from "../plan/expand-plan.ts";
import { findPlanProblems } from "../plan/find-plan-problems.ts";
import type { HallPlan } from "../plan/plan.ts";
import type { PlanProblem } from "../plan/problems/problem.ts";
import { viewPicturesOf } from "../plan/problems/views.ts";
import { refuse } from "../refusals.ts";
import type { Publication, PublicationWire } from "./draft-contract.ts";
import { findOwnDraft } from "./find-own-draft.ts";
import { claimPublication } from "./publication-store.ts";
import { refuseStale } from "./save-draft.ts";

type PublishRefusal = Refused<"not_found" | "forbidden" | "draft_changed" | "plan_has_errors" | "hall_archived">;

/**
 * Publishes a draft: its plan becomes the next version of its hall, of a new hall of its name when it has none. The same layout again
 * is the version that it is already. A plan with errors, such as a view whose picture is gone, is refused with them, and nothing is written; so is one of an archived hall.
 */
export async function publishDraft(
  person: Staff,
  id: string,
  { revision, version_name: versionName }: Publication,
): Promise<{ ok: true; publication: PublicationWire } | PublishRefusal> {
  const own = await findOwnDraft(person, id, "venue.write");
  if (!own.ok) return own;
  const { row, venue } = own;
  if (row.revision !== revision) return refuseStale(row);
  const plan = JSON.parse(row.plan) as HallPlan;
  const { isPublishable, problems } = findPlanProblems(plan, await findGonePictures(viewPicturesOf(plan)));
  if (!isPublishable) return refuse("plan_has_errors", { problems: errorsOnWire(problems) });
  const layout = expandPlan(plan);
  const flaws = checkLayout(layout);
  invariant(flaws.length === 0, `a plan without errors has a sound layout: ${flaws.join("; ")}`);
  const done = await claimPublication(person, { venue, row, layout, versionName });
  if (!done.ok && done.why === "archived") return refuse("hall_archived");
  if (!done.ok) return done.now ? refuseStale(done.now) : refuse("not_found");
  const { hallId, version, layoutHash, wasThere } = done;
  return {
    ok: true,
    publication: { hall_id: hallId, version, layout_hash: layoutHash, already_there: wasThere },
  };
}

/** A plan with more errors has few causes, and the first show them. */
const ERRORS_MAX = 200;

function errorsOnWire(problems: readonly PlanProblem[]) {
  return problems
    .filter(({ severity }) => severity === "error")
    .slice(0, ERRORS_MAX)
    .map(({ kind, section, part, seat, values }) => ({ kind, section, part, seat, values: { ...values } }));
}
