import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { claimQuotedPromo } from "#lib/pricing/promo/promo-fragments";
import type { Promo } from "#lib/pricing/promo/promo-rules";
import { anEventOnSale, aPaidOrder, aPromoCode, mailOf } from "#prisma/seed/builders";
import { ticketsBoughtWith, usedByPerson } from "./promo-use-fragments.ts";

aDatabase();

const OF = { eventId: "$1::int", promoId: "$2::uuid" };
const CLAIM = claimQuotedPromo({
  ...OF,
  revision: "$3::int",
  tickets: "$4::int",
  usedByPerson: usedByPerson({ ...OF, keys: "'{}'::text[]", mails: "ARRAY[$5::citext]", accounts: "'{}'::uuid[]" }),
  ticketsBought: ticketsBoughtWith(OF),
});

/** A code with an order of two tickets of one buyer; `claim` answers how many uses were claimed for that buyer. */
async function usedOnce(terms: Partial<Omit<Promo, "levelIds">>) {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { ...terms });
  const order = await aPaidOrder(eventId, [1, 2]);
  await db().order.updateMany({ where: { id: order.id }, data: { promoId: id, promoTickets: 2 } });
  await db().promoCode.updateMany({ where: { id }, data: { uses: 1 } });
  const mail = mailOf(order.person.keys[0] ?? "");
  return ({ revision = 0, tickets = 1, email = mail } = {}) =>
    db().$executeRawUnsafe(CLAIM, eventId, id, revision, tickets, email);
}

test.each<[string, Parameters<typeof usedOnce>[0], { revision?: number; tickets?: number; email?: string }, number]>([
  ["as it was quoted", {}, {}, 1],
  ["not when it was changed since", {}, { revision: 1 }, 0],
  ["while a use is left", { usesMax: 2 }, {}, 1],
  ["not without one", { usesMax: 1 }, {}, 0],
  ["to another person", { usesPerBuyer: 1 }, { email: "other@example.org" }, 1],
  ["not to a person who had theirs", { usesPerBuyer: 1 }, {}, 0],
  ["for as many tickets as are left", { ticketsMax: 4 }, { tickets: 2 }, 1],
  ["not for more", { ticketsMax: 4 }, { tickets: 3 }, 0],
])("a use of a code is claimed %s", async (_when, terms, asked, claimed) => {
  const claim = await usedOnce(terms);
  expect(await claim(asked)).toBe(claimed);
});
