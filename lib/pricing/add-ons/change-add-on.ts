import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { AddOnChange, AddOnWire, CountAddOns } from "./add-on-contract.ts";
import { type AddOnRow, claimAddOnChange } from "./add-on-store.ts";
import { addOnOnWire, addOnTermsOf } from "./add-on-wire.ts";
import { planAddOn } from "./judge-add-on.ts";
import { countedAddOn, refuseAddOn, writableAddOns } from "./own-add-ons.ts";

type ChangeRefusal = Refused<"not_found" | "forbidden" | "add_on_invalid" | "add_on_changed">;

/**
 * Changes an add-on. Orders keep what they were opened with, and a stock below what they have is refused. The second of two changes made on
 * the same revision is refused with the add-on as it is now. `count` counts what paid orders have, which belong to a later service.
 */
export async function changeAddOn(
  person: Staff,
  { eventId, id }: { eventId: number; id: string },
  { change, count }: { change: AddOnChange; count: CountAddOns },
): Promise<{ ok: true; addOn: AddOnWire } | ChangeRefusal> {
  const may = await writableAddOns(person, eventId, "add_on.change");
  if (!may.ok) return may;
  const { revision, ...given } = change;
  const { currency } = may.ground;
  const sales = await count(eventId);
  const done = await claimAddOnChange({ eventId, id }, may.deed, (row: AddOnRow) => {
    if (row.revision !== revision)
      return refuse("add_on_changed", {
        add_on: addOnOnWire(row, { currency, now: databaseNow(), sales: sales.get(id) }),
      });
    const terms = Object.assign(addOnTermsOf(row, currency), given);
    // A rate that is gone since it was chosen stands in the way of no other change.
    const known = given.tax_rate_ids === undefined ? (row.taxRateIds ?? []) : [];
    const rateIds = [...may.ground.rateIds, ...known];
    const planned = planAddOn(terms, { currency, rateIds, claimed: row.claimed });
    return planned.ok ? planned : refuseAddOn(planned.problems);
  });
  if (!done) return refuse("not_found");
  return done.ok ? { ok: true, addOn: await countedAddOn(done.row, currency, count) } : done;
}
