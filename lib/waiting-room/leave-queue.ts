import { auditSoon } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { claimLeaving } from "./leave-store.ts";
import { refuse } from "./refusals.ts";

/**
 * Gives up a buyer's place in the queue of an event, or their time inside, for good; joining again is at the end, and before the draw as
 * if for the first time. Seats that they hold stay theirs until their time is over. Refuses `not_found` when there is nothing to leave.
 */
export async function leaveQueue(
  eventId: number,
  keys: readonly string[],
): Promise<{ ok: true } | Refused<"not_found">> {
  const [actor] = keys;
  if (actor === undefined || !(await claimLeaving(eventId, keys))) return refuse("not_found");
  auditSoon({ actor, action: "waiting_room.leave", subject: String(eventId), outcome: "left", eventId });
  return { ok: true };
}
