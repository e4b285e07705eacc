import { audit } from "#lib/audit/audit";
import { findOrganizationOf } from "#lib/catalog/queries";
import { claimBeginning, claimBeginningForLoad } from "./load-store.ts";

/**
 * Makes an automatic waiting room queue once its places are taken: from now on only those inside hold seats, and who comes later waits.
 * Does nothing when it queues already or somebody left meanwhile. May run in any number of processes at once; one of them logs it.
 */
export async function beginQueue(eventId: number): Promise<void> {
  const inside = await claimBeginning(eventId);
  if (inside !== undefined) await noteBeginning(eventId, { inside });
}

/** The same whatever its places, because the servers are loaded (the step `queue` of lib/protection/load). */
export async function beginQueueForLoad(eventId: number): Promise<void> {
  const inside = await claimBeginningForLoad(eventId);
  if (inside !== undefined) await noteBeginning(eventId, { inside, reason: "load" });
}

async function noteBeginning(eventId: number, detail: Record<string, unknown>): Promise<void> {
  await audit({
    ...{ actor: "system", action: "waiting_room.begin_queue", subject: String(eventId), outcome: "queueing", eventId },
    organizationId: await findOrganizationOf(eventId),
    detail,
  });
}
