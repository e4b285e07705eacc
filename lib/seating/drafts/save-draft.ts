import { nameOf } from "#lib/catalog/venues/venue-wire";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { DraftChange, DraftSummary } from "./draft-contract.ts";
import { claimDraftChange, type DraftHead } from "./draft-store.ts";
import { draftOnWire } from "./draft-wire.ts";
import { findOwnDraft } from "./find-own-draft.ts";

/**
 * Saves the plan or the name of a draft. A save on an older revision is refused with who saved the newer one and when; it never
 * overwrites.
 */
export async function saveDraft(
  person: Staff,
  id: string,
  change: DraftChange,
): Promise<{ ok: true; draft: DraftSummary } | Refused<"not_found" | "forbidden" | "draft_changed">> {
  const own = await findOwnDraft(person, id, "venue.write");
  if (!own.ok) return own;
  const { revision, name, plan } = change;
  const data = { ...(name === undefined ? {} : { name }), ...(plan ? { plan: JSON.stringify(plan) } : {}) };
  const row = await claimDraftChange(person, { id, revision }, data);
  if (row) return { ok: true, draft: await draftOnWire(row) };
  const now = await findOwnDraft(person, id, "venue.write");
  return now.ok ? refuseStale(now.row) : now;
}

/** Refuses what was made on another revision than the draft's. */
export async function refuseStale({ revision, updatedAt, updatedBy }: DraftHead): Promise<Refused<"draft_changed">> {
  const changedBy = await nameOf(updatedBy);
  return refuse("draft_changed", { revision, changed_at: updatedAt.toISOString(), changed_by: changedBy });
}
