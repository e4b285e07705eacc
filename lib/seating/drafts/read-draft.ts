import { findGonePictures } from "#lib/catalog/pictures/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { HallPlan } from "../plan/plan.ts";
import { viewPicturesOf } from "../plan/problems/views.ts";
import type { DraftWire } from "./draft-contract.ts";
import { draftOnWire } from "./draft-wire.ts";
import { findOwnDraft } from "./find-own-draft.ts";

/** A draft with its plan. */
export async function readDraft(
  person: Staff,
  id: string,
): Promise<{ ok: true; draft: DraftWire } | Refused<"not_found" | "forbidden">> {
  const own = await findOwnDraft(person, id, "event.read");
  if (!own.ok) return own;
  const plan = JSON.parse(own.row.plan);
  const gone_pictures = [...(await findGonePictures(viewPicturesOf(plan as HallPlan)))];
  return { ok: true, draft: { ...(await draftOnWire(own.row)), plan, gone_pictures } };
}
