import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { protectionRefusals } from "#lib/protection/refusals";
import { queuePlace } from "./contract.ts";

/** What the waiting room refuses. */
export const waitingRoomRefusals = declareRefusals({
  queue_closed: { status: 409, title: "This waiting room does not take anybody in now." },
  waiting_room_closed: { status: 409, title: "The waiting room of this sale is closed for good." },
  waiting_room_needs_publication: {
    status: 409,
    title: "A waiting room comes with the sale. Publish the event first.",
  },
  not_your_turn: { status: 409, title: "It is not your turn yet.", data: queuePlace },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof waitingRoomRefusals> {}
}

export const refuse = refuseWith(waitingRoomRefusals, protectionRefusals);
