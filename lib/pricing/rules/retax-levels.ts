import type { Transaction } from "#lib/platform/db/transaction";
import { findPriceRules } from "./sale-rules-store.ts";
import { writeAddedTaxes } from "./write-added-taxes.ts";

/** Writes what its taxes add to the prices of a locked event after they changed; answers it by the level's id. */
export async function retaxLevels(tx: Transaction, eventId: number): Promise<Map<number, number>> {
  return writeAddedTaxes(tx, eventId, (await findPriceRules(eventId, tx)).taxes);
}
