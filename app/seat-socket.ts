import type { OpenStream } from "#lib/realtime/socket-session";
import { openLiveSeats } from "#lib/seating/live-seats";

/** The stream of an event's seats for the WebSocket: the one that `GET /api/v1/events/{id}/stream` sends. */
export const openSeatStream: OpenStream = async (eventId) => {
  const seats = await openLiveSeats(eventId);
  await seats?.refresh();
  return seats;
};
