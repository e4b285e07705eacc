import { chargeLimits } from "#lib/platform/charge-limits";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { judgeTotal } from "./judge-total.ts";
import { refusalOfPromo } from "./promo/promo-refusal.ts";
import { obstacleOfPromo, type Promo, type PromoLine, type PromoUses, promoReductions } from "./promo/promo-rules.ts";
import { findPromo } from "./promo/promo-store.ts";
import { sumOf } from "./quote/spread.ts";
import { refuse } from "./refusals.ts";

/** `isCut`: the total is the smallest that can be charged, so the code takes off less than it says. */
export type Quote = { totalMinor: number; discountMinor: number; promoId: string | null; isCut: boolean };

/**
 * The price of a basket, with or without a promo code, in minor units. A total that no payment can be of is refused. A
 * quote claims no use of the code; opening the order does. `countUses` counts the orders with a promo code, which
 * belong to a later service.
 */
export async function quoteBasket(
  basket: { eventId: number; lines: readonly PromoLine[]; currency: string },
  code: string | undefined,
  countUses: (promoId: string) => Promise<PromoUses>,
): Promise<{ ok: true; quote: Quote } | Refused<"promo_code_invalid" | "amount_not_payable">> {
  const { lines, currency } = basket;
  const totalMinor = sumOf(lines.map(({ minor }) => minor));
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
  const judged = { lines, ...(await countUses(promo.id)) };
  const obstacle = obstacleOfPromo(promo, judged, databaseNow());
  if (obstacle) return refusalOfPromo(obstacle, currency);
  const quote = quoteOf(promo, lines, currency);
  if (!quote) return refusalOfPromo({ reason: "at_minimum" }, currency);
  return judgeTotal(quote.totalMinor, currency) ?? { ok: true, quote };
}

/** Undefined where the code could take nothing off: no use of it is spent on nothing. */
function quoteOf(promo: Promo, lines: readonly PromoLine[], currency: string): Quote | undefined {
  const { stepMinor, minMinor } = chargeLimits(currency) ?? { stepMinor: 1, minMinor: 0 };
  const fullMinor = sumOf(lines.map(({ minor }) => minor));
  const offMinor = promoReductions(promo, lines, { otherMinor: 0, stepMinor });
  const left = fullMinor - sumOf(offMinor);
  const isCut = left > 0 && left < minMinor;
  const totalMinor = isCut ? Math.min(minMinor, fullMinor) : left;
  if (totalMinor === fullMinor && fullMinor > 0) return undefined;
  return { totalMinor, discountMinor: fullMinor - totalMinor, promoId: promo.id, isCut };
}
