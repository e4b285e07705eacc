import type { Staff } from "#lib/organizations/authority";
import { isApproved } from "#lib/organizations/queries";
import type { Refused } from "#lib/platform/http/refusals";
import { knownCategories } from "./categories/known-categories.ts";
import { claimEventChange } from "./event-change-store.ts";
import type { EventChange } from "./event-contract.ts";
import type { EventSales } from "./event-sales.ts";
import { ownEvent } from "./organizer-event.ts";
import { refuse } from "./refusals.ts";

type ChangeRefusal = Refused<
  "not_found" | "forbidden" | "invalid_request" | "event_has_sales" | "event_edited" | "organization_not_approved"
>;

/**
 * Changes an event. Titles, times, limits, prices and the venue may change at any time; held and sold seats keep their price and,
 * at another venue, their places. The layout, the currency and the set of price levels are fixed once a seat is held or ordered;
 * before that the event is taken off sale and rebuilt. A change made on an older `revision` is refused with what changed since. `isToPublish` asks the caller to copy the seats and put the event on sale
 * (lib/seating/publish-event.ts); a repeated request after a crash asks for it again.
 */
export async function changeEvent(
  person: Staff,
  id: number,
  { change, sales }: { change: EventChange; sales: EventSales },
): Promise<{ ok: true; isToPublish: boolean } | ChangeRefusal> {
  const own = await ownEvent(person, id, "event.write");
  if (!own.ok) return own;
  if (change.status === "on_sale" && !(await isApproved(own.row.organizationId)))
    return refuse("organization_not_approved");
  const plan = await claimEventChange(id, { person, change, sales, categories: await knownCategories() });
  if (!plan) return refuse("not_found");
  return plan.ok ? { ok: true, isToPublish: plan.isToPublish } : plan;
}
