import { briefly } from "../briefly.ts";
import type { EventCard } from "../contract.ts";
import { eventCards } from "../event-card.ts";
import { findSeriesId, listPublicDates } from "./series-store.ts";

const FRESH_MS = 2_000;
const DATES_MAX = 100;

/** The other dates of an event's series that people see and that are not over, by date; none for an event of no series. */
export async function otherDates(eventId: number, nowMs: number = Date.now()): Promise<EventCard[]> {
  return briefly(`dates beside ${eventId}`, FRESH_MS, async () => {
    const seriesId = await findSeriesId(eventId);
    if (seriesId === null) return [];
    const rows = await listPublicDates(seriesId, DATES_MAX);
    return eventCards(
      rows.filter(({ id }) => id !== eventId),
      nowMs,
    );
  });
}
