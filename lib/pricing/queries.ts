import type { Transaction } from "#lib/platform/db/transaction";
import { promoKey } from "./promo/promo-key.ts";

/**
 * Those of the codes, in lower case, that buyers could not tell from a promo code of the event. Call it in the transaction that makes others,
 * behind the event's lock.
 */
export async function promoCodesAmong(tx: Transaction, eventId: number, codes: readonly string[]): Promise<string[]> {
  const keys = [...new Set(codes.map(promoKey))];
  const rows = await tx.promoCode.findMany({
    where: { eventId, lookAlike: { in: keys } },
    select: { lookAlike: true },
  });
  const known = new Set(rows.map(({ lookAlike }) => lookAlike));
  return codes.filter((code) => known.has(promoKey(code))).map((code) => code.toLowerCase());
}
