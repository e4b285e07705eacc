/** What happened to one event in one hour: seats that were held then, and how many of those holds became orders. */
export type Activity = { eventId: number; hourStartMs: number; seatsHeld: number; seatsSold: number };

/** After a day, attention counts half. */
export const HALF_LIFE_MS = 24 * 3_600_000;

/** A seat paid for says as much as four that somebody only looked at closely. */
const SOLD_WEIGHT = 4;

/** Older activity would add less than one percent and is not read. */
export const TRENDING_WINDOW_MS = 7 * HALF_LIFE_MS;

/**
 * How much each event is wanted now: the seats of recent holds and orders, each with exponential decay
 * (weight · 2^(−age / 24 h)), summed. Seats and not requests, so that a page reloaded a thousand times counts nothing;
 * not divided by capacity, so that a club does not trend by selling ten stools. Only the order of the numbers means
 * something. Events without activity are absent.
 */
export function trendingScores(activity: readonly Activity[], nowMs: number): Map<number, number> {
  const scores = new Map<number, number>();
  for (const { eventId, hourStartMs, seatsHeld, seatsSold } of activity) {
    const ageMs = nowMs - hourStartMs;
    if (ageMs >= TRENDING_WINDOW_MS) continue;
    const weight = 2 ** (-Math.max(0, ageMs) / HALF_LIFE_MS);
    const score = weight * (seatsHeld + (SOLD_WEIGHT - 1) * seatsSold);
    if (score > 0) scores.set(eventId, (scores.get(eventId) ?? 0) + score);
  }
  return scores;
}

/** The given things by falling score; those without one after them, in the order in which they came. */
export function byTrend<T extends { id: number }>(things: readonly T[], scores: ReadonlyMap<number, number>): T[] {
  return things.toSorted((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
}
