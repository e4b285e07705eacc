import { eventDb } from "#lib/platform/db/db";
import { promoKey } from "./promo-key.ts";
import type { Promo } from "./promo-rules.ts";

/** The promo code of an event that a buyer typed, in any case and with look-alike letters; the one of exactly this text first. */
export async function findPromo(eventId: number, typed: string): Promise<Promo | undefined> {
  const rows = await eventDb(eventId).promoCode.findMany({
    where: { eventId, OR: [{ code: typed }, { lookAlike: promoKey(typed) }] },
    take: 2,
  });
  return rows.find(({ code }) => code.toLowerCase() === typed.toLowerCase()) ?? rows[0];
}
