import { db } from "#lib/platform/db/db";
import type { Promo } from "./promo-rules.ts";

/** A promo code of an event, in any capitalisation, and how many of the buyer's pending or paid orders use it. */
export async function findPromo(
  eventId: number,
  code: string,
  buyerKey: string,
): Promise<{ promo: Promo; usedByBuyer: number } | undefined> {
  const promo = await db().promoCode.findUnique({ where: { eventId_code: { eventId, code } } });
  if (!promo) return undefined;
  const usedByBuyer = await db().order.count({
    where: { eventId, promoId: promo.id, buyerKey, status: { notIn: ["FAILED", "REFUNDED"] } },
  });
  return { promo, usedByBuyer };
}
