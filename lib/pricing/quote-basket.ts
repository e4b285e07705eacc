import type { Refused } from "#lib/platform/http/refusals";
import { judgePromo } from "./promo-rules.ts";
import { refuse } from "./refusals.ts";
import { findPromo } from "./store.ts";

export type Quote = { totalMinor: number; discountMinor: number; promoId: string | null };

/**
 * The price of a basket, with or without a promo code, in minor units; a discounted total is a multiple of `stepMinor`. A
 * quote claims no use of the code; opening the order does. `countUses` counts the buyer's orders with a promo code, which
 * belong to a later service.
 */
export async function quoteBasket(
  basket: { eventId: number; totalMinor: number; stepMinor: number },
  code: string | undefined,
  countUses: (promoId: string) => Promise<number>,
): Promise<{ ok: true; quote: Quote } | Refused<"promo_code_invalid">> {
  if (!code) return { ok: true, quote: { totalMinor: basket.totalMinor, discountMinor: 0, promoId: null } };
  const promo = await findPromo(basket.eventId, code);
  if (!promo) return refuse("promo_code_invalid", { reason: "unknown" });
  const verdict = judgePromo(promo, { ...basket, usedByBuyer: await countUses(promo.id) }, new Date());
  if (!verdict.ok) return refuse("promo_code_invalid", { reason: verdict.reason });
  const { discountMinor } = verdict;
  return { ok: true, quote: { totalMinor: basket.totalMinor - discountMinor, discountMinor, promoId: promo.id } };
}
