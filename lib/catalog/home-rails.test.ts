import { expect, test } from "vitest";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import { homeRails } from "./home-rails.ts";
import { similarTo } from "./similar.ts";

const nowMs = Date.UTC(2027, 0, 1);
const DAY = 86_400_000;
const event = (id: number, categorySlug: string, city: string, days: number, maxPriceMinor = 100) => ({
  id,
  categorySlug,
  city,
  maxPriceMinor,
  startsAt: new Date(nowMs + days * DAY).toISOString(),
});
const events = [
  event(1, "concert", "Madrid", 1),
  event(2, "opera", "Madrid", 3),
  event(3, "comedy", "Berlin", 6),
  event(4, "festival", "Lisbon", 20, 0),
  event(5, "theatre", "Madrid", 30),
];
const scores = new Map([
  [5, 3],
  [2, 9],
]);
const ids = (of: { id: number }[]) => of.map(({ id }) => id);

test("the most wanted event is the hero and appears in no other rail of the trend", () => {
  const rails = homeRails(events, scores, { nowMs, city: undefined });
  expect(rails.hero?.id).toBe(2);
  expect(ids(rails.trending)).toEqual([5, 1, 3, 4]);
});

test("an event that is postponed without a date is no hero and no trend, however wanted it was", () => {
  const off = { ...event(6, "concert", "Madrid", 1), startsAt: new Date(OPEN_DATE_MS).toISOString() };
  const rails = homeRails([...events, off], new Map([...scores, [6, 99]]), { nowMs, city: "Madrid" });
  expect(rails.hero?.id).toBe(2);
  expect(ids(rails.trending)).not.toContain(6);
  expect(ids(rails.inCity)).toContain(6);
});

test("this week ends seven days from now", () => {
  expect(ids(homeRails(events, scores, { nowMs, city: undefined }).thisWeek)).toEqual([1, 2, 3]);
});

test("the requested city is shown, and the busiest one when it is unknown", () => {
  expect(homeRails(events, scores, { nowMs, city: "berlin" }).city).toBe("Berlin");
  const { city, inCity } = homeRails(events, scores, { nowMs, city: "Atlantis" });
  expect(city).toBe("Madrid");
  expect(ids(inCity)).toEqual([1, 2, 5]);
});

test("a mood with a single event has no rail", () => {
  expect(homeRails(events, scores, { nowMs, city: undefined }).moods.map(({ mood }) => mood)).toEqual([
    "loud",
    "still",
  ]);
});

test("without events the home page is empty and does not fail", () => {
  expect(homeRails([], scores, { nowMs, city: "Madrid" })).toMatchObject({ hero: undefined, cities: [], moods: [] });
});

test("an event's page proposes others by its performers, then its city, never itself or what cannot be bought", () => {
  const card = (id: number, city: string, performers: string[], saleState: "on_sale" | "sold_out" = "on_sale") => ({
    id,
    city,
    performers,
    saleState,
    categorySlug: `kind-${id}`,
    venueId: id,
  });
  const others = [card(1, "Rome", []), card(2, "Oslo", []), card(3, "Rome", [], "sold_out"), card(4, "Oslo", ["Ana"])];
  expect(ids(similarTo(card(9, "Rome", ["Ana"]), [...others, card(9, "Rome", ["Ana"])]))).toEqual([4, 1]);
});
