import type { EventCopy } from "#lib/catalog/copied-rules";
import { setListPrices } from "#lib/catalog/list-prices";
import { listLevels } from "#lib/catalog/store";
import type { Transaction } from "#lib/platform/db/transaction";
import type { PriceStep } from "./price-steps.ts";
import { findStoredSteps, listLevelStates, writeSteps } from "./step-store.ts";

/**
 * Copies the price steps of an event. The prices of its copy begin at the regular ones, whatever the steps made of them so far. An early bird ends with the
 * sale's own times, a last minute begins with the start's.
 */
export async function copyPriceSteps(tx: Transaction, copy: EventCopy): Promise<void> {
  const { fromId, toId, now } = copy;
  const stored = await findStoredSteps(fromId, tx);
  if (!stored) return;
  const { currency, announces } = stored;
  const steps = stored.steps.map((step) => movedStep(step, copy));
  await writeSteps(tx, toId, { currency, announces, revision: 1, steps, updatedAt: now, updatedBy: null });
  const levels = await listLevels(fromId, tx);
  const prices = (await listLevelStates(fromId, tx)).flatMap(({ levelId, regularMinor, setMinor }) =>
    levels.some(({ id, priceMinor }) => id === levelId && priceMinor === setMinor)
      ? [{ levelId, priceMinor: regularMinor }]
      : [],
  );
  if (prices.length > 0) await setListPrices(tx, { id: toId, updatedAt: now }, { now, prices });
}

function movedStep(step: PriceStep, { moved, saleMoved }: EventCopy): PriceStep {
  if (step.kind === "early_bird") return { ...step, until: step.until && saleMoved(step.until) };
  return step.kind === "last_minute" ? { ...step, from: moved(step.from) } : step;
}
