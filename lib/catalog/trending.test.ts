import fc from "fast-check";
import { expect, test } from "vitest";
import { byTrend, HALF_LIFE_MS, TRENDING_WINDOW_MS, trendingScores } from "./trending.ts";

const now = Date.UTC(2027, 0, 15);
const at = (eventId: number, ageMs: number, seatsHeld: number, seatsSold = 0) => ({
  eventId,
  hourStartMs: now - ageMs,
  seatsHeld,
  seatsSold,
});

test("the same interest counts half as much after a day", () => {
  const scores = trendingScores([at(1, 0, 10), at(2, HALF_LIFE_MS, 10), at(3, 2 * HALF_LIFE_MS, 10)], now);
  expect(scores.get(2)).toBeCloseTo((scores.get(1) ?? 0) / 2);
  expect(scores.get(3)).toBeCloseTo((scores.get(1) ?? 0) / 4);
});

test("a sold seat counts four times as much as a held one", () => {
  const scores = trendingScores([at(1, 0, 1, 1), at(2, 0, 4)], now);
  expect(scores.get(1)).toBe(scores.get(2));
});

test("activity older than a week counts nothing, and an event without activity has no score", () => {
  expect(trendingScores([at(1, TRENDING_WINDOW_MS, 1_000)], now).size).toBe(0);
});

test("activity with a time in the future counts no more than activity now", () => {
  expect(trendingScores([at(1, -HALF_LIFE_MS, 5)], now).get(1)).toBe(5);
});

test("the order in which activity is read does not matter", () => {
  const activity = fc.array(
    fc.record({ eventId: fc.integer({ min: 1, max: 5 }), ageMs: fc.nat(TRENDING_WINDOW_MS), seats: fc.nat(50) }),
  );
  fc.assert(
    fc.property(activity, (entries) => {
      const all = entries.map(({ eventId, ageMs, seats }) => at(eventId, ageMs, seats));
      const forward = trendingScores(all, now);
      for (const [id, score] of trendingScores(all.toReversed(), now)) expect(score).toBeCloseTo(forward.get(id) ?? 0);
    }),
  );
});

test("higher scores come first, and equals keep their order", () => {
  const events = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
  expect(
    byTrend(
      events,
      new Map([
        [3, 9],
        [4, 2],
      ]),
    ).map(({ id }) => id),
  ).toEqual([3, 4, 1, 2]);
});
