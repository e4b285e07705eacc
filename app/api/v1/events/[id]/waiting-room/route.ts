import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { roomBody, roomWire } from "#lib/waiting-room/room-contract";
import { endWaitingRoom, readWaitingRoom, setWaitingRoom } from "#lib/waiting-room/set-waiting-room";

const here = { route: "/api/v1/events/{id}/waiting-room", limit: limitTo("manage"), params: eventParams };

/** The waiting room of a sale. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read the waiting room of a sale",
      tag: "Queue",
      answers: { 200: { description: "Its state and settings.", body: roomWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readWaitingRoom(who, id);
    return read.ok ? json(read.room) : read;
  },
);

/** Gives a sale a waiting room, or changes it. */
export const PUT = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: roomBody,
    operation: {
      summary: "Give a sale a waiting room, or change it",
      description:
        "Decides who waits before they may hold seats, and how people are let in. What is left out stays as it is, or is the default of a sale that has no waiting room yet. Everything changes at any time, `opens_at` until the order is drawn.",
      tag: "Queue",
      answers: { 200: { description: "The waiting room as it is now.", body: roomWire } },
      refuses: ["not_found", "forbidden", "waiting_room_closed", "waiting_room_needs_publication"],
      example: { body: { mode: "automatic", rate_per_minute: 120, places: 500 } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const set = await setWaitingRoom(who, id, body);
    return set.ok ? json(set.room) : set;
  },
);

/** Closes the waiting room of a sale. */
export const DELETE = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    operation: {
      summary: "Close the waiting room of a sale for good",
      description: "Everyone may hold seats from now on. It cannot be opened again.",
      tag: "Queue",
      answers: { 204: { description: "It is closed." } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const ended = await endWaitingRoom(who, id);
    return ended.ok ? new Response(null, { status: 204 }) : ended;
  },
);
