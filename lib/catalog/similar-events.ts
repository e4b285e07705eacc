import type { EventCard, EventPage } from "./contract.ts";
import { eventsToCome } from "./home-page.ts";
import { similarTo } from "./similar.ts";

/** Upcoming events that a reader of this one may like, the most similar first. */
export async function similarEvents(event: EventPage, nowMs: number = Date.now()): Promise<EventCard[]> {
  return similarTo(event, await eventsToCome(nowMs));
}
