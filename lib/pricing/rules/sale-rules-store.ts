import { eventDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import type { GroupDiscount, TaxRules, TicketType } from "../quote/sale.ts";

/** The rules of price of an event as they are stored. An event without any has revision 0. */
export type StoredRules = {
  revision: number;
  ticketTypes: TicketType[];
  groupDiscounts: GroupDiscount[];
  taxes: TaxRules;
};

export async function findPriceRules(eventId: number, tx: Transaction = eventDb(eventId)): Promise<StoredRules> {
  const of = { where: { eventId }, orderBy: { place: "asc" } } as const;
  const [head, types, groups, rates] = await Promise.all([
    tx.priceRules.findUnique({ where: { eventId } }),
    tx.ticketType.findMany(of),
    tx.groupDiscount.findMany(of),
    tx.taxRate.findMany(of),
  ]);
  return {
    revision: head?.revision ?? 0,
    ticketTypes: types.map(({ id, name, kind, value, levelIds, perOrderMax, needsWheelchair }) => {
      return { id, name, kind, value, levelIds: levelsOrAll(levelIds), perOrderMax, needsWheelchair };
    }),
    groupDiscounts: groups.map(({ id, name, kind, seats, value, levelIds }) => {
      return { id, name, kind, seats, value, levelIds: levelsOrAll(levelIds) };
    }),
    taxes: {
      isInclusive: head?.taxesInclusive ?? true,
      rates: rates.map(({ id, name, rateMilli, leviedOn, levelIds }) => {
        return { id, name, rateMilli, on: leviedOn, levelIds: levelsOrAll(levelIds) };
      }),
    },
  };
}

/** An empty list is stored where a rule is for every level, those included that come later. */
function levelsOrAll(levelIds: number[]): number[] | null {
  return levelIds.length === 0 ? null : levelIds;
}
