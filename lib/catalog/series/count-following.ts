import { findSeriesPlace, listFollowing } from "./series-store.ts";

/** How many dates of its series come after an event; 0 for an event of no series. */
export async function countFollowing(eventId: number): Promise<number> {
  const { seriesId, startsAt } = await findSeriesPlace(eventId);
  if (seriesId === null) return 0;
  return (await listFollowing(seriesId, startsAt)).filter(({ id }) => id !== eventId).length;
}
