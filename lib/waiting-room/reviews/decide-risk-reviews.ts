import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { forgetDecisions } from "#lib/protection/risk/decided-people";
import { claimDecision } from "./decision-store.ts";
import type { DecisionBody } from "./review-contract.ts";

/**
 * Approves or refuses buyers of an own event. Whom it approves is low risk from then on, and leaves the slow lane of a queue that is not
 * drawn yet; whom it refuses can neither join nor hold within two seconds. Each is a line of the audit log. Answers how many it
 * changed; ids that are not on the list of the event are none of them.
 */
export async function decideRiskReviews(
  person: Staff,
  eventId: number,
  { ids, decision, note }: DecisionBody,
): Promise<{ ok: true; decided: number } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const by = { actor: person.keys[0] ?? "stranger", organizationId: own.row.organizationId };
  const decided = await claimDecision(eventId, { ids: [...new Set(ids)], decision, note }, by);
  forgetDecisions(eventId);
  return { ok: true, decided };
}
