import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { knownCategories } from "./categories/known-categories.ts";
import { findChangePlan, type PlannedChange } from "./event-change-store.ts";
import type { EventChange } from "./event-contract.ts";
import type { EventSales } from "./event-sales.ts";
import { ownEvent } from "./organizer-event.ts";
import { refuse } from "./refusals.ts";

type PlanRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "event_has_sales" | "event_edited">;

/** The plan of a change as `changeEvent` would carry it out, with nothing written. Refuses what the change would refuse. */
export async function planEventChange(
  person: Staff,
  id: number,
  { change, sales }: { change: EventChange; sales: EventSales },
): Promise<PlannedChange | PlanRefusal> {
  const own = await ownEvent(person, id, "event.write");
  if (!own.ok) return own;
  const plan = await findChangePlan(id, { change, sales, categories: await knownCategories() });
  return plan ?? refuse("not_found");
}
