import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { deactivatePromos } from "./managing-store.ts";
import { deedOf, ownPromoEvent } from "./own-promo-event.ts";
import type { Deactivation } from "./promo-contract.ts";

/**
 * Deactivates promo codes, or a whole batch: no order is opened with them from now on; those that are open keep their price. Codes of other
 * events and those deactivated already are passed over. Answers how many it changed.
 */
export async function deactivatePromoCodes(
  person: Staff,
  eventId: number,
  { ids, batch_id: batchId }: Deactivation,
): Promise<{ ok: true; deactivated: number } | Refused<"not_found" | "forbidden">> {
  const own = await ownPromoEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const which = batchId === undefined ? { ids: ids ?? [] } : { batchId };
  const detail = batchId === undefined ? {} : { batch_id: batchId };
  const deed = deedOf(person, own, { action: "promo.deactivate", detail });
  return { ok: true, deactivated: await deactivatePromos(eventId, which, deed) };
}
