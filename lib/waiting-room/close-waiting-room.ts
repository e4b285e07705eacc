import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { claimClosing, findSale } from "./store.ts";

/** Closes a sale's waiting room for good: everybody may hold seats, nobody joins or is called any more. Refuses `not_found`. */
export async function closeWaitingRoom(eventId: number, by: string): Promise<{ ok: true } | Refused<"not_found">> {
  const sale = await findSale(eventId);
  if (!sale || !(await claimClosing(eventId))) return refuse("not_found");
  const { organizationId } = sale;
  const deed = { actor: by, action: "waiting_room.close", subject: String(eventId), outcome: "closed" };
  await audit({ ...deed, organizationId, eventId });
  return { ok: true };
}
