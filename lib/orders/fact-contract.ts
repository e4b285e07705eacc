import { z } from "zod";
import { eventChange } from "#lib/catalog/event-move";
import { uuid } from "#lib/platform/input";
import type { NewFact } from "#lib/platform/outbox/fact";
import { printedChange } from "./changing-hall/printed-changes.ts";

const orderId = uuid;
const amountMinor = z.int().min(0);
/** How many tickets came into being, or stopped being valid. */
const tickets = z.int().min(0);

/** The facts of an order. The subject of each is the order. */
export const orderFactShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("order.paid"), orderId, tickets }),
  z.object({
    type: z.literal("order.refunded"),
    orderId,
    refundId: uuid,
    amountMinor,
    tickets,
    because: z.enum(["requested", "event_cancelled"]).default("requested"),
  }),
  /** The event was cancelled, and with it this order. `amountMinor` goes back; 0 where nothing was paid. */
  z.object({ type: z.literal("order.called_off"), orderId, amountMinor }),
  /** The order's event changed since it was sold. */
  z.object({ type: z.literal("order.event_changed"), orderId, change: eventChange }),
  /** Their event's hall was changed: these seats are called otherwise or have another entrance, and their tickets have new codes. */
  z.object({ type: z.literal("order.seats_changed"), orderId, changeId: uuid, seats: z.array(printedChange) }),
  /** Their event's hall was changed, and a seat of theirs is worse: they may be given back. The tickets stay as they are. */
  z.object({ type: z.literal("order.seats_worse"), orderId, changeId: uuid }),
  /** Tickets stopped being valid without money. `ticketIds` names them where staff voided them. */
  z.object({
    type: z.literal("tickets.voided"),
    orderId,
    tickets,
    ticketIds: z.array(uuid).default([]),
    because: z.enum(["event_cancelled", "by_staff"]).default("event_cancelled"),
  }),
  /** Money that came too late goes back. `refundId` is null where it was only authorized: nothing was charged. */
  z.object({
    type: z.literal("order.given_back"),
    orderId,
    refundId: uuid.nullable(),
    amountMinor,
    because: z.enum(["late_payment", "event_cancelled"]).default("late_payment"),
  }),
  /** A refund was refused, or came back: the buyer still waits for the money. `failure` is the gateway's word for why. */
  z.object({ type: z.literal("refund.failed"), orderId, refundId: uuid, amountMinor, failure: z.string().nullable() }),
  /** A failed refund was sent off again: by staff, or because the dispute that had blocked it ended. */
  z.object({ type: z.literal("refund.sent_again"), orderId, refundId: uuid, amountMinor }),
  /** The bank withdrew its authorization, and the settlement was taken back. */
  z.object({ type: z.literal("order.undone"), orderId, amountMinor, tickets }),
  /** Other seats are held for a buyer whose own were gone. */
  z.object({ type: z.literal("offer.made"), orderId }),
  /** An erased buyer's tickets were given up without money back. */
  z.object({ type: z.literal("tickets.forfeited"), orderId, tickets }),
  /** A buyer's bank takes a payment back, or asks about it. */
  z.object({ type: z.literal("payment.disputed"), orderId, disputeId: uuid, amountMinor }),
  z.object({
    type: z.literal("dispute.closed"),
    orderId,
    disputeId: uuid,
    amountMinor,
    outcome: z.enum(["won", "lost"]),
  }),
  /** Tickets of a disputed payment stop being valid, and are valid again when it is won. */
  z.object({ type: z.literal("tickets.suspended"), orderId, tickets }),
  z.object({ type: z.literal("tickets.restored"), orderId, tickets }),
  /** Staff gave a ticket a new code, its issue `issue`; older codes are refused at the gate. */
  z.object({ type: z.literal("ticket.reissued"), orderId, ticketId: uuid, issue: z.int().min(2) }),
  /** The links in earlier mails no longer open the order; those of `linkVersion` do. */
  z.object({ type: z.literal("order.links_ended"), orderId, linkVersion: z.int().min(1) }),
  /** A buyer gave the details for an invoice, or changed them. */
  z.object({ type: z.literal("invoice.asked"), orderId }),
  /** The money we keep of a payment (captured less refunded) grew, or went back where the sum is negative. */
  z.object({ type: z.literal("payment.moved"), orderId, paymentId: uuid, keptMinor: z.int() }),
]);
export type OrderFact = z.output<typeof orderFactShape>;

/** An order's fact as `appendFact` takes it. */
export function orderFact(eventId: number, { type, ...payload }: OrderFact): NewFact {
  return { type, eventId, subject: payload.orderId, payload };
}
