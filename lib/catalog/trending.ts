/** One event's activity in one hour: seats held then, and how many of those became orders. */
export type Activity = { eventId: number; hourStartMs: number; seatsHeld: number; seatsSold: number };

/** Interest counts half as much after a day. */
export const HALF_LIFE_MS = 24 * 3_600_000;

/** A sold seat counts as much as four held ones. */
const SOLD_WEIGHT = 4;

/** Older activity would add less than one percent and is not read. */
export const TRENDING_WINDOW_MS = 7 * HALF_LIFE_MS;

/**
 * A score of each event's current demand: the seats of recent holds and orders, each with exponential decay
 * (weight · 2^(−age / 24 h)), summed. Counting seats instead of requests makes reloading a page worthless; not dividing by
 * capacity keeps a small club from trending with ten seats. Only the order of the scores has a meaning. Events without
 * activity are absent.
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

/** Sorts by descending score; those without a score follow in their given order. */
export function byTrend<T extends { id: number }>(things: readonly T[], scores: ReadonlyMap<number, number>): T[] {
  return things.toSorted((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
}
