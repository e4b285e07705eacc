import { audit } from "#lib/audit/audit";
import { findOrganizationOf } from "#lib/catalog/queries";
import { claimEnding } from "./load-store.ts";
import { CALM_SECONDS } from "./room-contract.ts";

/** Lets everyone into an automatic waiting room again once it was calm for long enough, so that it does not flap. Answers whether it did. */
export async function endQueue(eventId: number): Promise<boolean> {
  const inside = await claimEnding(eventId, CALM_SECONDS);
  if (inside === undefined) return false;
  await audit({
    ...{ actor: "system", action: "waiting_room.end_queue", subject: String(eventId), outcome: "free", eventId },
    organizationId: await findOrganizationOf(eventId),
    detail: { inside },
  });
  return true;
}
