import type { EventCard } from "./contract.ts";

type Comparable = Pick<EventCard, "id" | "categorySlug" | "city" | "venueId" | "performers" | "saleState">;

const SIMILAR_MAX = 6;

/**
 * Events that share something with the given one: a performer counts most, then the city, the category and the venue.
 * Events that share nothing or cannot be bought are left out; equals keep their order.
 */
export function similarTo<Event extends Comparable>(event: Comparable, others: readonly Event[]): Event[] {
  return others
    .filter((other) => other.id !== event.id && (other.saleState === "on_sale" || other.saleState === "upcoming"))
    .map((other) => ({ other, score: likeness(event, other) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SIMILAR_MAX)
    .map(({ other }) => other);
}

function likeness(event: Comparable, other: Comparable): number {
  const shared = other.performers.filter((name) => event.performers.includes(name)).length;
  return (
    shared * 8 +
    (other.city === event.city ? 4 : 0) +
    (other.categorySlug === event.categorySlug ? 3 : 0) +
    (other.venueId === event.venueId ? 1 : 0)
  );
}
