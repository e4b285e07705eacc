import { isOpenDate } from "#lib/platform/open-date";
import type { EventCard } from "./contract.ts";
import { isFree } from "./state.ts";
import { byTrend } from "./trending.ts";

export type HomeRails<Event> = {
  hero: Event | undefined;
  trending: Event[];
  thisWeek: Event[];
  /** Cities with upcoming events, the busiest first, and the events of the chosen one. */
  cities: { city: string; count: number }[];
  city: string | undefined;
  inCity: Event[];
  moods: { mood: Mood; events: Event[] }[];
};

/** A mood is a rule over an event's data; listed in the order of the page. */
export const MOODS = ["loud", "still", "laugh", "together", "free"] as const;
export type Mood = (typeof MOODS)[number];

type RailEvent = Pick<EventCard, "id" | "categorySlug" | "startsAt" | "city" | "maxPriceMinor">;

const MOOD_RULES = {
  loud: ({ categorySlug }) => categorySlug === "concert" || categorySlug === "festival",
  still: ({ categorySlug }) => categorySlug === "opera" || categorySlug === "theatre",
  laugh: ({ categorySlug }) => categorySlug === "comedy",
  together: ({ categorySlug }) => categorySlug === "family" || categorySlug === "sport",
  free: isFree,
} as const satisfies Record<Mood, (event: RailEvent) => boolean>;

const RAIL_LENGTH = 8;
const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * The home page's rails from the upcoming events (sorted by date): the most wanted one, the trend, this week, one city, and
 * the moods with at least two events. An unknown city falls back to the busiest one.
 */
export function homeRails<Event extends RailEvent>(
  events: readonly Event[],
  scores: ReadonlyMap<number, number>,
  { nowMs, city }: { nowMs: number; city: string | undefined },
): HomeRails<Event> {
  const ranked = byTrend(events, scores);
  // A postponed event was wanted until now, and nobody can choose seats of it: it is no suggestion.
  const [hero, ...others] = ranked.filter(({ startsAt }) => !isOpenDate(startsAt));
  const cities = busiest(events);
  const chosen = cities.find((known) => known.city.toLowerCase() === city?.toLowerCase()) ?? cities[0];
  return {
    hero,
    trending: others.slice(0, RAIL_LENGTH),
    thisWeek: events.filter((event) => Date.parse(event.startsAt) < nowMs + WEEK_MS).slice(0, RAIL_LENGTH),
    cities,
    city: chosen?.city,
    inCity: events.filter((event) => event.city === chosen?.city).slice(0, RAIL_LENGTH),
    moods: MOODS.map((mood) => ({ mood, events: ranked.filter(MOOD_RULES[mood]).slice(0, RAIL_LENGTH) })).filter(
      ({ events: inMood }) => inMood.length >= 2,
    ),
  };
}

function busiest(events: readonly RailEvent[]): { city: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { city } of events) counts.set(city, (counts.get(city) ?? 0) + 1);
  return [...counts]
    .map(([city, count]) => ({ city, count }))
    .toSorted((a, b) => b.count - a.count || a.city.localeCompare(b.city));
}
