import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../../refusals.ts";
import { claimPromoChange, type PlannedChange, type PromoRow } from "./managing-store.ts";
import { deedOf, groundOf, ownPromoEvent, refuseTerms } from "./own-promo-event.ts";
import type { PromoChange, PromoWire } from "./promo-contract.ts";
import { planTerms } from "./promo-terms-rules.ts";
import { promoOnWire, termsOf } from "./promo-wire.ts";

type ChangeRefusal = Refused<"not_found" | "forbidden" | "promo_terms_invalid" | "promo_code_changed">;

/**
 * Changes the terms of a code, deactivates it or brings it back. The code itself stays. Orders keep the price that they were opened at; one
 * that is being opened is quoted again. The second of two changes made on the same revision is refused with the code as it is now.
 * `countTickets` counts the tickets that orders bought with a code, which belong to a later service.
 */
export async function changePromoCode(
  person: Staff,
  { eventId, id }: { eventId: number; id: string },
  { change, countTickets }: { change: PromoChange; countTickets: (promoId: string) => Promise<number> },
): Promise<{ ok: true; promo: PromoWire } | ChangeRefusal> {
  const own = await ownPromoEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const { revision, active, ...terms } = change;
  const { currency } = own.row;
  const detail = { ...terms, ...(active === undefined ? {} : { active }) };
  const deed = deedOf(person, own, { action: active === false ? "promo.deactivate" : "promo.change", detail });
  const done = await claimPromoChange({ eventId, id }, deed, async (row): Promise<PlannedChange<ChangeRefusal>> => {
    if (row.revision !== revision)
      return refuse("promo_code_changed", { promo_code: promoOnWire(row, { currency, now: databaseNow() }) });
    const activity = activityOf(row, active);
    if (Object.keys(terms).length === 0) return { ok: true, data: activity };
    const used = { uses: row.uses, tickets: await countTickets(row.id) };
    const planned = planTerms(Object.assign(termsOf(row, currency), terms), groundOf(own, used));
    return planned.ok ? { ok: true, data: { ...planned.columns, ...activity } } : refuseTerms(planned.problems);
  });
  if (!done) return refuse("not_found");
  return done.ok ? { ok: true, promo: promoOnWire(done.row, { currency, now: databaseNow() }) } : done;
}

function activityOf({ deactivatedAt }: PromoRow, active: boolean | undefined) {
  if (active === undefined || active === (deactivatedAt === null)) return {};
  return { deactivatedAt: active ? null : databaseNow() };
}
