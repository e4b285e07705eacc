import { ownEvent } from "#lib/catalog/organizer-event";
import { findOrganizerEvent } from "#lib/catalog/organizer-store";
import type { Staff } from "#lib/organizations/authority";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { toMajor } from "#lib/platform/money";
import { mustAnnounce } from "./announced-ahead.ts";
import type { PriceStepsWire } from "./step-contract.ts";
import { stepOnWire } from "./step-wire.ts";
import { readSteppedSale } from "./stepped-sale.ts";

/** The price steps of an own event, drafts included, as they are now. */
export async function readPriceSteps(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; steps: PriceStepsWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  return own.ok ? { ok: true, steps: await stepsOf(eventId) } : own;
}

/** The same for code that knows that the event exists. */
export async function stepsOf(eventId: number, tx?: Transaction): Promise<PriceStepsWire> {
  const own = await findOrganizerEvent(eventId, tx);
  invariant(own, "the event of the steps exists");
  const { currency, country } = own.row;
  const sale = await readSteppedSale(own, tx);
  const isRequired = mustAnnounce(country);
  return {
    ...{ revision: sale.stored?.revision ?? 0, currency, must_announce: isRequired },
    announces: sale.stored?.announces ?? isRequired,
    steps: sale.rules.steps.map((step) => stepOnWire(step, currency)),
    price_levels: own.levels.map(({ id, name, priceMinor, feeMinor }) => {
      const { sold = 0, onSale = 0 } = sale.figures.get(id) ?? {};
      const regularMinor = sale.levels.find((level) => level.id === id)?.regularMinor ?? priceMinor;
      const money = { price: toMajor(priceMinor, currency), regular_price: toMajor(regularMinor, currency) };
      return { id, name, ...money, fee: toMajor(feeMinor, currency), sold, on_sale: onSale };
    }),
  };
}
