import { eventDb } from "#lib/platform/db/db";
import type { PromoUses } from "#lib/pricing/promo/promo-rules";
import type { Payer } from "./payer.ts";
import { ticketsBoughtWith, usedByPerson } from "./promo-use-fragments.ts";

const OF = { eventId: "$1::int", promoId: "$2::uuid" };
const COUNT = `SELECT ${usedByPerson({ ...OF, keys: "$3::text[]", mails: "$4::citext[]", accounts: "$5::uuid[]" })}::int AS "usedByBuyer",
  ${ticketsBoughtWith(OF)}::int AS "ticketsUsed"`;

/** How often a promo code is used: by this buyer's orders, and by the tickets of all orders. */
export async function countPromoUses(
  { eventId, promoId }: { eventId: number; promoId: string },
  { keys, mails, accounts }: Omit<Payer, "keyThumbprint">,
): Promise<PromoUses> {
  const asked = [eventId, promoId, [...keys], [...mails], [...accounts]];
  const [row] = await eventDb(eventId).$queryRawUnsafe<PromoUses[]>(COUNT, ...asked);
  return row ?? { usedByBuyer: 0, ticketsUsed: 0 };
}
