import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../../refusals.ts";
import { claimNewPromo } from "./managing-store.ts";
import { deedOf, groundOf, ownPromoEvent, refuseTerms } from "./own-promo-event.ts";
import type { NewPromo, PromoWire } from "./promo-contract.ts";
import { planTerms } from "./promo-terms-rules.ts";
import { promoOnWire } from "./promo-wire.ts";

/** Makes a code of an event. Refuses terms that cannot be, and a code that buyers could not tell from one that the event has. */
export async function makePromoCode(
  person: Staff,
  eventId: number,
  { code, ...terms }: NewPromo,
): Promise<
  { ok: true; promo: PromoWire } | Refused<"not_found" | "forbidden" | "promo_terms_invalid" | "promo_code_taken">
> {
  const own = await ownPromoEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const planned = planTerms(terms, groundOf(own));
  if (!planned.ok) return refuseTerms(planned.problems);
  const deed = deedOf(person, own, { action: "promo.create", detail: { code, kind: terms.kind, value: terms.value } });
  const made = await claimNewPromo(eventId, { code, columns: planned.columns }, deed);
  if ("taken" in made) return refuseTaken(code, made.taken);
  return { ok: true, promo: promoOnWire(made.row, { currency: own.row.currency, now: databaseNow() }) };
}

function refuseTaken(code: string, taken: string): Refused<"promo_code_taken"> {
  return refuse("promo_code_taken", { taken, looks_alike: code.toLowerCase() !== taken.toLowerCase() });
}
