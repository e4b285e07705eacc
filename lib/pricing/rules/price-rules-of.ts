import { LRUCache } from "lru-cache";
import { loadPricedLevels, type PricedLevels } from "#lib/catalog/queries";
import { singleton } from "#lib/platform/singleton";
import { findPriceRules, type StoredRules } from "./sale-rules-store.ts";

/** The rules by which an event prices baskets, with its levels. `updatedAt` is the event's, read before them. */
export type PriceRules = StoredRules & PricedLevels;

/** How long a server shows prices by rules that it read: a quote is judged again when its order opens. */
const KNOWN_MS = 5_000;

/**
 * The rules of an event, at most five seconds old; or, with `asOf`, those of the event as it was at that `updatedAt` or later. A change
 * of any rule raises the event's `updated_at`, and an order only opens while that is what it was judged by: an order is
 * never priced by rules that no longer hold.
 */
export async function priceRulesOf(eventId: number, asOf?: Date): Promise<PriceRules> {
  const known = await kept().forceFetch(eventId);
  if (!asOf || known.updatedAt.getTime() === asOf.getTime()) return known;
  kept().delete(eventId);
  return kept().forceFetch(eventId);
}

function kept(): LRUCache<number, PriceRules> {
  return singleton(
    "price-rules",
    () => new LRUCache<number, PriceRules>({ max: 1_000, ttl: KNOWN_MS, ignoreFetchAbort: true, fetchMethod: read }),
  );
}

async function read(eventId: number): Promise<PriceRules> {
  const levels = await loadPricedLevels(eventId);
  return { ...levels, ...(await findPriceRules(eventId)) };
}
