import { setAddedTaxes } from "#lib/catalog/event-fragments";
import { loadPricedLevels } from "#lib/catalog/queries";
import { chargeLimits } from "#lib/platform/charge-limits";
import type { Transaction } from "#lib/platform/db/transaction";
import { addedTaxOf } from "../quote/added-tax.ts";
import type { TaxRules } from "../quote/sale.ts";

/** Writes what these taxes add to the price of each level of a locked event; answers it by the level's id. */
export async function writeAddedTaxes(tx: Transaction, eventId: number, taxes: TaxRules): Promise<Map<number, number>> {
  const { currency, levels } = await loadPricedLevels(eventId, tx);
  const stepMinor = chargeLimits(currency)?.stepMinor ?? 1;
  const added = levels.map((level) => {
    return { levelId: level.id, addedTaxMinor: addedTaxOf(level, { taxes, stepMinor }) };
  });
  await setAddedTaxes(tx, eventId, added);
  return new Map(added.map(({ levelId, addedTaxMinor }) => [levelId, addedTaxMinor]));
}
