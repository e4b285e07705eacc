import { isAt } from "../quote/reductions.ts";
import type { TicketType } from "../quote/sale.ts";
import type { SimulatedSale } from "./simulate-sale.ts";

/** How many of the buyers buy at a ticket type, in percent of those at the levels where it is sold. The rest pays the full price. */
export type TypeShare = { readonly ticketTypeId: string; readonly percent: number };

/**
 * The same sales with the ticket types of their buyers, spread evenly over each level's sale: after any number of seats, as many are at
 * each type as its share says, to the nearest seat. Shares of more than 100 % together are the caller's to refuse.
 */
export function buyersByType(
  sales: readonly SimulatedSale[],
  shares: readonly TypeShare[],
  types: readonly TicketType[],
): SimulatedSale[] {
  const dealt = new Map<number, { seats: number; by: Map<string | null, number> }>();
  return sales.map((sale) => {
    const level = dealt.get(sale.levelId) ?? { seats: 0, by: new Map() };
    dealt.set(sale.levelId, level);
    level.seats += sale.seats;
    const here = shares.filter(({ ticketTypeId }) => {
      const type = types.find(({ id }) => id === ticketTypeId);
      return type && isAt(type.levelIds, sale.levelId);
    });
    const full = 100 - here.reduce((sum, { percent }) => sum + percent, 0);
    const wanted = [{ ticketTypeId: null, percent: full }, ...here].map(({ ticketTypeId, percent }) => {
      return { ticketTypeId, lacks: (level.seats * percent) / 100 - (level.by.get(ticketTypeId) ?? 0) };
    });
    const { ticketTypeId } = wanted.reduce((most, each) => (each.lacks > most.lacks ? each : most));
    level.by.set(ticketTypeId, (level.by.get(ticketTypeId) ?? 0) + sale.seats);
    return { ...sale, ticketTypeId };
  });
}
