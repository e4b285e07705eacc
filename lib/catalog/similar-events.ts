import { isStepOn } from "#lib/protection/load/load-state";
import type { EventCard, EventPage } from "./contract.ts";
import { eventsToCome } from "./home-page.ts";
import { similarTo } from "./similar.ts";

/** Upcoming events that a reader of this one may like, the most similar first; none under load. */
export async function similarEvents(event: EventPage, nowMs: number = Date.now()): Promise<EventCard[]> {
  if (isStepOn("advice")) return [];
  return similarTo(event, await eventsToCome(nowMs));
}
