import { z } from "zod";
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
  refused_by_organizer: {
    status: 403,
    title: "The organizer of this event does not sell tickets to you online. Write to them if that is a mistake.",
    data: z.object({
      reference: z.string().meta({ description: "By which the organizer finds the decision." }),
      organizer: z.string(),
      contact_email: z.string().meta({ description: "Empty where the organizer has named none." }),
    }),
  },
  wrong_browser: {
    status: 403,
    title: "Your place inside belongs to the browser that came in with it. Go on there, or leave and join again.",
  },
  not_your_turn: { status: 409, title: "It is not your turn yet.", data: queuePlace },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof waitingRoomRefusals> {}
}

export const refuse = refuseWith(waitingRoomRefusals, protectionRefusals);
