import { isAt } from "../quote/reductions.ts";
import type { TicketType } from "../quote/sale.ts";
import type { SimulatedLevel, SimulatedSale } from "./simulate-sale.ts";

/** How a model sells: most at once, evenly, or most at the end. */
export const SALE_SHAPES = ["early", "steady", "late"] as const;
export type SaleShape = (typeof SALE_SHAPES)[number];

type Window = { readonly from: Date; readonly until: Date };

/** The share sold after this share of the time. */
const SHAPES: Record<SaleShape, (time: number) => number> = {
  early: (time) => 1 - (1 - time) ** 3,
  steady: (time) => time,
  late: (time) => time ** 3,
};

/** Single seats in the order of time: at each level this percent of its seats, along a curve. */
export function modelSales(
  levels: readonly SimulatedLevel[],
  { from, until }: Window,
  { shape, soldPercent }: { shape: SaleShape; soldPercent: number },
): SimulatedSale[] {
  const sales = levels.flatMap(({ id, onSale }) => {
    const count = Math.floor((onSale * soldPercent) / 100);
    return Array.from({ length: count }, (_, i) => ({
      levelId: id,
      at: timeAt(timeOfShare((i + 0.5) / count, shape), { from, until }),
      ...{ seats: 1, ticketTypeId: null },
    }));
  });
  return sales.sort((a, b) => a.at.getTime() - b.at.getTime() || a.levelId - b.levelId);
}

/** What was sold of a past event's level, at a ticket type of this name, by a share of the time between the opening and the end of its sale. */
export type PastSale = {
  readonly levelId: number;
  readonly time: number;
  readonly seats: number;
  readonly ticketType: string | null;
};

/**
 * A past sale played on these levels: each level sells along the past level of the same place in the order of ids (the last one for those
 * beyond), as much of its seats as that one sold of its own. A buyer is at the ticket type of the same name where the level has it, else at full price.
 */
export function pastSales(
  levels: readonly SimulatedLevel[],
  { from, until }: Window,
  past: {
    readonly sales: readonly PastSale[];
    readonly levels: readonly { id: number; onSale: number }[];
    readonly ticketTypes: readonly TicketType[];
  },
): SimulatedSale[] {
  const known = past.levels.toSorted((a, b) => a.id - b.id);
  const sales = levels
    .toSorted((a, b) => a.id - b.id)
    .flatMap((level, place) => {
      const model = known[Math.min(place, known.length - 1)];
      if (!model || model.onSale === 0) return [];
      let [before, given] = [0, 0];
      return past.sales
        .filter(({ levelId }) => levelId === model.id)
        .toSorted((a, b) => a.time - b.time)
        .flatMap(({ time, seats, ticketType }): SimulatedSale[] => {
          before += seats;
          const due = Math.min(level.onSale, Math.round((before * level.onSale) / model.onSale));
          const now = due - given;
          given = due;
          const isSold = ({ name, levelIds }: TicketType) => name === ticketType && isAt(levelIds, level.id);
          return Array.from({ length: now }, () => ({
            levelId: level.id,
            at: timeAt(time, { from, until }),
            seats: 1,
            ticketTypeId: past.ticketTypes.find(isSold)?.id ?? null,
          }));
        });
    });
  return sales.sort((a, b) => a.at.getTime() - b.at.getTime() || a.levelId - b.levelId);
}

function timeOfShare(share: number, shape: SaleShape): number {
  // The inverse by halving: the curves rise from 0 to 1.
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (SHAPES[shape](middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

function timeAt(share: number, { from, until }: Window): Date {
  const part = Math.max(0, Math.min(1, share));
  return new Date(Math.round(from.getTime() + part * (until.getTime() - from.getTime())));
}
