import { isStepOn } from "#lib/protection/load/load-state";
import { briefly } from "./briefly.ts";
import type { EventCard } from "./contract.ts";
import { eventCards } from "./event-card.ts";
import { type HomeRails, homeRails } from "./home-rails.ts";
import { readTrend } from "./queries.ts";
import { listUpcoming } from "./store.ts";

const FRESH_MS = 2_000;

/** The home page chooses among this many next events; later ones are found through the search. */
const EVENTS_MAX = 200;

/** The home page's events with their free seats. `city` is the city the reader asked for, if any. Under load only the rail of this week is left. */
export async function homePage(city: string | undefined, nowMs: number = Date.now()): Promise<HomeRails<EventCard>> {
  const hasAdvice = !isStepOn("advice");
  const [cards, scores] = await Promise.all([
    eventsToCome(nowMs),
    hasAdvice ? readTrend(nowMs) : new Map<number, number>(),
  ]);
  const rails = homeRails(
    cards.filter(({ saleState }) => saleState !== "ended"),
    scores,
    { nowMs, city },
  );
  return hasAdvice ? rails : { ...rails, trending: [], cities: [], city: undefined, inCity: [], moods: [] };
}

/** The next events that are not over, by date, at most two seconds old. */
export function eventsToCome(nowMs: number): Promise<EventCard[]> {
  return briefly("upcoming", FRESH_MS, async () => eventCards(await listUpcoming(EVENTS_MAX), nowMs));
}
