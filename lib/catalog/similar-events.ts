import type { EventCard, EventPage } from "./contract.ts";
import { eventsToCome } from "./home-page.ts";
import { similarTo } from "./similar.ts";

/** Other events to come that somebody looking at this one may like, nearest first. */
export async function similarEvents(event: EventPage, nowMs: number = Date.now()): Promise<EventCard[]> {
  return similarTo(event, await eventsToCome(nowMs));
}
