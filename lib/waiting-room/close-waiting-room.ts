import { audit } from "#lib/audit/audit";
import { findOrganizationOf } from "#lib/catalog/queries";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { claimClosing } from "./store.ts";

/**
 * Closes a sale's waiting room for good: all may hold seats as long as the event is on sale, and no one joins or is called. Refuses
 * `not_found`.
 */
export async function closeWaitingRoom(eventId: number, by: string): Promise<{ ok: true } | Refused<"not_found">> {
  const organizationId = await findOrganizationOf(eventId);
  if (organizationId === undefined || !(await claimClosing(eventId))) return refuse("not_found");
  const entry = { actor: by, action: "waiting_room.close", subject: String(eventId), outcome: "closed" };
  await audit({ ...entry, organizationId, eventId });
  return { ok: true };
}
