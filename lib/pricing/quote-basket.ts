import { chargeLimits } from "#lib/platform/charge-limits";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { judgeTotal } from "./judge-total.ts";
import { judgePromo } from "./promo-rules.ts";
import { refuse } from "./refusals.ts";
import { findPromo } from "./store.ts";

/** `isCut`: the total is the smallest that can be charged, so the code takes off less than it says. */
export type Quote = { totalMinor: number; discountMinor: number; promoId: string | null; isCut: boolean };

/**
 * The price of a basket, with or without a promo code, in minor units. A total that no payment can be of is refused. A
 * quote claims no use of the code; opening the order does. `countUses` counts the buyer's orders with a promo code, which
 * belong to a later service.
 */
export async function quoteBasket(
  basket: { eventId: number; totalMinor: number; currency: string },
  code: string | undefined,
  countUses: (promoId: string) => Promise<number>,
): Promise<{ ok: true; quote: Quote } | Refused<"promo_code_invalid" | "amount_not_payable">> {
  const { totalMinor, currency } = basket;
  if (!code) {
    return (
      judgeTotal(totalMinor, currency) ?? {
        ok: true,
        quote: { totalMinor, discountMinor: 0, promoId: null, isCut: false },
      }
    );
  }
  const promo = await findPromo(basket.eventId, code);
  if (!promo) return refuse("promo_code_invalid", { reason: "unknown" });
  const { stepMinor, minMinor } = chargeLimits(currency) ?? { stepMinor: 1, minMinor: 0 };
  const judged = { totalMinor, stepMinor, minMinor, usedByBuyer: await countUses(promo.id) };
  const verdict = judgePromo(promo, judged, databaseNow());
  if (!verdict.ok) return refuse("promo_code_invalid", { reason: verdict.reason });
  const { discountMinor, isCut } = verdict;
  const quote = { totalMinor: totalMinor - discountMinor, discountMinor, promoId: promo.id, isCut };
  return judgeTotal(quote.totalMinor, currency) ?? { ok: true, quote };
}
