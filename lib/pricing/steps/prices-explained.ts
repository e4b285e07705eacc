import { briefly } from "#lib/catalog/briefly";
import { explainPrices } from "./explain-prices.ts";
import type { PriceChangesWire } from "./step-contract.ts";

const FRESH_MS = 2_000;
/** How many changes a page shows. */
const SHOWN = { page: 1, limit: 10 };

/** Why the seats of an event cost what they cost, for its pages: at most two seconds old. Undefined for an event that nobody may see. */
export function pricesExplained(eventId: number): Promise<PriceChangesWire | undefined> {
  return briefly(`prices ${eventId}`, FRESH_MS, () => explainPrices(eventId, SHOWN));
}
