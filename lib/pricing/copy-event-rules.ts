import type { CopyRules } from "#lib/catalog/copied-rules";
import { touchSale } from "#lib/catalog/event-fragments";
import { copyQuestions } from "#lib/catalog/questions/question-copy-store";
import { copyAccess } from "#lib/seating/access/access-copy-store";
import { copyAllocations } from "#lib/seating/allocations/allocation-copy-store";
import { copyPainting } from "#lib/seating/painting/take-painting-along";
import { copyAddOns } from "./add-ons/add-on-copy-store.ts";
import { copyPromos } from "./promo/promo-copy-store.ts";
import { copyPriceRules } from "./rules/price-rules-copy-store.ts";
import { retaxLevels } from "./rules/retax-levels.ts";
import { copyPriceSteps } from "./steps/copy-price-steps.ts";

/** Copies everything that decides about the sale of an event beside the event itself (decision 053 says what is copied and what is not). */
export const copyEventRules: CopyRules = async (tx, copy) => {
  const rateIds = await copyPriceRules(tx, copy);
  await retaxLevels(tx, copy.toId);
  await copyAddOns(tx, copy, rateIds);
  await copyPriceSteps(tx, copy);
  await copyPromos(tx, copy);
  await copyQuestions(tx, copy);
  await copyPainting(tx, copy);
  const allocations = await copyAllocations(tx, copy);
  const presales = await copyAccess(tx, copy);
  if (allocations + presales > 0) await touchSale(tx, { eventId: copy.toId, updatedAt: copy.now });
};
