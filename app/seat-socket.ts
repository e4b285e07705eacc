import { anyone } from "#lib/organizations/authority";
import { channel } from "#lib/platform/http/channel";
import { limitTo } from "#lib/protection/limits";
import { type OpenStream, openSocketSession } from "#lib/realtime/socket-session";
import type { Connection } from "#lib/realtime/socket-subscriptions";
import { openLiveSeats } from "#lib/seating/live-seats";

/** The stream of an event's seats for the WebSocket: the one that `GET /api/v1/events/{id}/stream` sends. */
export const openSeatStream: OpenStream = async (eventId) => {
  const seats = await openLiveSeats(eventId);
  await seats?.refresh();
  return seats;
};

/** `wss://…/ws`: the seats of events as they change. */
export const seatChannel = channel(
  { route: "/ws", authority: anyone, limit: limitTo("browse") },
  ({ connection }: { connection: Connection }) => openSocketSession(connection, openSeatStream),
);
