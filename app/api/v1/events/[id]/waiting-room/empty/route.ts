import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { emptyQueue } from "#lib/waiting-room/empty-queue";
import { emptiedWire } from "#lib/waiting-room/room-contract";

/** Ends the places of all who wait. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/waiting-room/empty",
    limit: limitTo("manage"),
    params: eventParams,
    authority: staff("event.write"),
    operation: {
      summary: "Empty the queue of a sale",
      description:
        "Everyone who waits and was not called loses their place, and reads that the organizer did it; they may join again at the end. Those inside and those who were called stay.",
      tag: "Queue",
      answers: { 200: { description: "How many lost their place.", body: emptiedWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const emptied = await emptyQueue(who, id);
    return emptied.ok ? json({ removed: emptied.removed }) : emptied;
  },
);
