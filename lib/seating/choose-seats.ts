import { bestAvailable, type SeatChoice } from "./best-available.ts";
import type { LiveSeats } from "./live-seats.ts";
import { nearestSubstitutes } from "./nearest-substitutes.ts";
import { levelsNow } from "./painting/levels-now.ts";

/** A party's wish, named as in the API. */
export type Wish = {
  quantity: number;
  priceLevel?: number | undefined;
  section?: number | undefined;
  accessible?: boolean | undefined;
  /** In a rush, spreads people who want the same over the best choices. */
  choiceKey?: string | undefined;
};

/** The best free seats for a wish by this process's knowledge. The hold has the last word. */
export function chooseBest(seats: LiveSeats, { priceLevel, ...wish }: Wish): SeatChoice | undefined {
  const { hall, ids, bitmap } = seats;
  const choice = bestAvailable(hall, ids.byPosition(bitmap), {
    quantity: wish.quantity,
    levelOf: levelsNow(seats),
    ...(priceLevel !== undefined && { level: priceLevel }),
    ...(wish.section !== undefined && { section: wish.section }),
    ...(wish.accessible !== undefined && { accessible: wish.accessible }),
    ...(wish.choiceKey !== undefined && { choiceKey: wish.choiceKey }),
  });
  return choice && { ...choice, seats: choice.seats.map(ids.idAt) };
}

/** As many free seats at the same price, near the wanted ones; empty when there are too few. */
export function chooseSubstitutes(seats: LiveSeats, seatIds: readonly number[]): number[] {
  const { hall, ids, bitmap } = seats;
  const wanted = seatIds.map(ids.positionOf);
  const level = levelsNow(seats);
  return nearestSubstitutes(hall, ids.byPosition(bitmap), wanted, (a, b) => level[a] === level[b]).map(ids.idAt);
}

/**
 * Seats for a party whose own were sold: side by side, at their price level or a dearer one, and on the whole no worse
 * placed. Undefined when the hall has none.
 */
export function chooseAtLeastAsGood(seats: LiveSeats, seatIds: readonly number[]): readonly number[] | undefined {
  const dearest = Math.max(...seatIds.map((seatId) => priceOf(seats, seatId)));
  const levels = seats.event.priceLevels
    .filter((level) => level.priceMinor >= dearest)
    .sort((a, b) => a.priceMinor - b.priceMinor);
  for (const level of levels) {
    const choice = chooseBest(seats, { quantity: seatIds.length, priceLevel: level.id });
    const isBetterLevel = level.priceMinor > dearest;
    if (choice && choice.tier <= 1 && (isBetterLevel || qualityOf(seats, choice.seats) >= qualityOf(seats, seatIds)))
      return choice.seats;
  }
  return undefined;
}

function qualityOf(seats: LiveSeats, seatIds: readonly number[]): number {
  const { hall, ids } = seats;
  return seatIds.reduce((sum, seatId) => sum + (hall.quality[ids.positionOf(seatId)] ?? 0), 0);
}

/** The all-in price of a place in minor units. */
export function priceOf(seats: LiveSeats, seatId: number): number {
  const own = levelsNow(seats)[seats.ids.positionOf(seatId)];
  return seats.event.priceLevels.find(({ id }) => id === own)?.priceMinor ?? 0;
}
