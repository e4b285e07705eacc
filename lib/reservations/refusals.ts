import { z } from "zod";
import { changeWire } from "#lib/catalog/answer-contract";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { protectionRefusals } from "#lib/protection/refusals";
import { queuePlace } from "#lib/waiting-room/contract";
import { waitingRoomRefusals } from "#lib/waiting-room/refusals";

const seatIds = z.array(z.int());

/** What a hold refuses, and what happens to one that is too old. */
export const reservationRefusals = declareRefusals({
  sale_closed: { status: 403, title: "Tickets for this event are not on sale now." },
  presale_access_required: {
    status: 403,
    title: "Only the presale is open now. Enter your code, or sign in with the mail address that was invited.",
  },
  seats_not_on_sale: {
    status: 403,
    title: "At least one of these seats is not on sale to you now.",
    data: z.object({
      seat_ids: seatIds.meta({ description: "Those that are set aside, or not part of the sale that is open." }),
    }),
  },
  access_ended: {
    status: 403,
    title: "The access by which these seats were held has ended.",
  },
  sale_stopped: {
    status: 403,
    title: "The sale of this event is stopped for now. Seats that are held can still be paid for.",
  },
  sale_paused: {
    status: 403,
    title: "The organizer has paused the sale for a moment. What you hold stays yours until its time runs out.",
    data: z.object({
      retry_after_seconds: z.int().meta({ description: "When to ask again; nobody knows how long a pause is." }),
    }),
  },
  queue_required: {
    status: 403,
    title: "This sale has a waiting room.",
    data: queuePlace.partial().extend({ queue_url: z.string() }),
  },
  email_unproven: {
    status: 403,
    title:
      "Free tickets go to a confirmed mail address: sign in with one first. The order's address is the one that you are signed in with.",
  },
  event_cancelled: { status: 409, title: "This event is cancelled." },
  event_changed: {
    status: 409,
    title: "This event has changed since these seats were chosen. Choose again if you still want to go.",
    data: z.object({ change: changeWire.nullable() }),
  },
  seat_unavailable: {
    status: 409,
    title: "Someone was faster: at least one of these seats is gone.",
    data: z.object({
      unavailable_seats: seatIds.meta({ description: "Those of the asked seats that are gone." }),
      available_alternatives: seatIds.meta({ description: "Seats that are free now, as many as were asked for." }),
    }),
  },
  seat_limit_exceeded: {
    status: 409,
    title: "That is more seats than one buyer may have.",
    data: z.object({
      limit: z.int(),
      already: z.int().meta({ description: "What the buyer has of this event." }),
    }),
  },
  too_many_holds: {
    status: 429,
    title: "You held seats and gave them back several times. Wait a moment before you hold others.",
    data: z.object({ retry_after_seconds: z.int() }),
  },
  no_extensions_left: { status: 409, title: "This hold was extended already." },
  not_enough_seats: { status: 409, title: "There are not enough free seats of this kind." },
  reservation_expired: {
    status: 410,
    title: "The time to pay has run out and the seats are free again.",
    data: z.object({ expired_at: z.iso.datetime() }),
  },
  orphan_seat: {
    status: 422,
    title: "This choice would leave a single seat on its own.",
    data: z.object({
      stranded: seatIds.optional(),
      suggestion: seatIds.optional().meta({ description: "A choice near by that leaves no single seat." }),
    }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof reservationRefusals> {}
}

export const refuse = refuseWith(reservationRefusals, protectionRefusals, waitingRoomRefusals);
