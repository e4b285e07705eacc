import { findVersion } from "#lib/catalog/halls/hall-store";
import { findOwnVenue } from "#lib/catalog/venues/find-own-venue";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { newId } from "../plan/new-id.ts";
import { newPlan } from "../plan/new-objects.ts";
import { planOfLayout } from "../plan/plan-of-layout.ts";
import { refuse } from "../refusals.ts";
import { findLayout } from "../store.ts";
import { DRAFTS_PER_VENUE_MAX, type DraftSummary, type NewDraft } from "./draft-contract.ts";
import { claimNewDraft } from "./draft-store.ts";
import { draftOnWire } from "./draft-wire.ts";

/** What the first floor and the first category of an empty hall are called; pages say it in the person's language. */
export type NewHallWords = { readonly floor: string; readonly category: string };

const WORDS: NewHallWords = { floor: "Ground floor", category: "Standard" };

/**
 * Makes a draft of a hall: empty, of a plan such as an import's, or of a published version, which opens as it was drawn. Refuses a hall
 * or version that the venue does not have as `not_found`, and one of an archived hall.
 */
export async function makeDraft(
  person: Staff,
  venueId: number,
  { words = WORDS, ...wanted }: NewDraft & { words?: NewHallWords },
): Promise<
  { ok: true; draft: DraftSummary } | Refused<"not_found" | "forbidden" | "draft_limit_reached" | "hall_archived">
> {
  const own = await findOwnVenue(person, venueId, "venue.write");
  if (!own.ok) return own;
  const { name, hall_id: hallId, version } = wanted;
  const from = hallId === undefined ? undefined : await findVersion({ venueId, hallId, version });
  if (hallId !== undefined && !from) return refuse("not_found");
  if (from?.isArchived) return refuse("hall_archived");
  const plan = wanted.plan
    ? JSON.stringify(wanted.plan)
    : from
      ? await planOf(from)
      : JSON.stringify(newPlan({ name, ...words, newId }));
  const draft = { name, plan, hallId: hallId ?? null, basedOn: from?.layoutHash ?? null };
  const row = await claimNewDraft(person, { venue: own.venue, draft, max: DRAFTS_PER_VENUE_MAX });
  if (!row) return refuse("draft_limit_reached", { limit: DRAFTS_PER_VENUE_MAX });
  return { ok: true, draft: await draftOnWire(row) };
}

/** The plan of a published version; made from its layout where none was drawn. */
async function planOf({ plan, layoutHash }: { plan: string | null; layoutHash: string }): Promise<string> {
  if (plan !== null) return plan;
  const layout = await findLayout(layoutHash);
  invariant(layout !== undefined, "the layout of a version is stored");
  return JSON.stringify(planOfLayout(layout));
}
