import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { ADD_ONS_MAX, type AddOnTerms, type AddOnWire } from "./add-on-contract.ts";
import { claimNewAddOn } from "./add-on-store.ts";
import { planAddOn } from "./judge-add-on.ts";
import { countedAddOn, refuseAddOn, writableAddOns } from "./own-add-ons.ts";

/** Makes an add-on of an event. Refuses terms that cannot be, and one more than an event may have. */
export async function makeAddOn(
  person: Staff,
  eventId: number,
  terms: AddOnTerms,
): Promise<
  { ok: true; addOn: AddOnWire } | Refused<"not_found" | "forbidden" | "add_on_invalid" | "too_many_add_ons">
> {
  const may = await writableAddOns(person, eventId, "add_on.create");
  if (!may.ok) return may;
  const planned = planAddOn(terms, { ...may.ground, claimed: 0 });
  if (!planned.ok) return refuseAddOn(planned.problems);
  const row = await claimNewAddOn(eventId, { columns: planned.columns, max: ADD_ONS_MAX }, may.deed);
  if (!row) return refuse("too_many_add_ons", { max: ADD_ONS_MAX });
  return { ok: true, addOn: await countedAddOn(row, may.ground.currency, async () => new Map()) };
}
