import { countPromoUses } from "./promo-uses-store.ts";

/** How many tickets a promo code has reduced in orders that are paid or may yet be. */
export async function countTicketsWith(eventId: number, promoId: string): Promise<number> {
  const nobody = { keys: [], mails: [], accounts: [] };
  return (await countPromoUses({ eventId, promoId }, nobody)).ticketsUsed;
}
