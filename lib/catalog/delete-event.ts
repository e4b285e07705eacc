import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { EventSales } from "./event-sales.ts";
import { ownEvent } from "./organizer-event.ts";
import { claimEventDeleted } from "./organizer-store.ts";
import { refuse } from "./refusals.ts";

/**
 * Deletes a draft, or an event without orders and held seats. When a hold and a deletion meet, exactly one of them wins.
 */
export async function deleteEvent(
  person: Staff,
  id: number,
  sales: EventSales,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "event_has_sales">> {
  const own = await ownEvent(person, id, "event.delete");
  if (!own.ok) return own;
  const outcome = await claimEventDeleted(id, { person, sales });
  if (outcome === "done") return { ok: true };
  return refuse(outcome === "missing" ? "not_found" : "event_has_sales");
}
