import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { claimAddOnEnd } from "./add-on-store.ts";
import { writableAddOns } from "./own-add-ons.ts";

/** Deletes an add-on that no open or paid order has. One that was sold is taken off sale instead. */
export async function deleteAddOn(
  person: Staff,
  { eventId, id }: { eventId: number; id: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "add_on_in_orders">> {
  const may = await writableAddOns(person, eventId, "add_on.delete");
  if (!may.ok) return may;
  const isGone = await claimAddOnEnd({ eventId, id }, may.deed);
  if (isGone === undefined) return refuse("not_found");
  return isGone ? { ok: true } : refuse("add_on_in_orders");
}
