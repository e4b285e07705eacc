import { eventDb } from "#lib/platform/db/db";
import type { PromoUses } from "#lib/pricing/promo/promo-rules";
import { ticketsBoughtWith, usedByPerson } from "./promo-use-fragments.ts";

/** A buyer as a promo code counts them: one person, whatever is known of them by now. */
export type PromoBuyer = {
  readonly keys: readonly string[];
  readonly userId: string | undefined;
  /** The address that they have shown to be theirs or, once they pay, the one they buy with. */
  readonly email: string | undefined;
};

const OF = { eventId: "$1::int", promoId: "$2::uuid" };
const COUNT = `SELECT ${usedByPerson({ ...OF, keys: "$3::text[]", email: "$4::citext", userId: "$5::uuid" })}::int AS "usedByBuyer",
  ${ticketsBoughtWith(OF)}::int AS "ticketsUsed"`;

/** How often a promo code is used: by this buyer's orders, and by the tickets of all orders. */
export async function countPromoUses(
  { eventId, promoId }: { eventId: number; promoId: string },
  { keys, userId, email }: PromoBuyer,
): Promise<PromoUses> {
  const asked = [eventId, promoId, [...keys], email ?? null, userId ?? null];
  const [row] = await eventDb(eventId).$queryRawUnsafe<PromoUses[]>(COUNT, ...asked);
  return row ?? { usedByBuyer: 0, ticketsUsed: 0 };
}
