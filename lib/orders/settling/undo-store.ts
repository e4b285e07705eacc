import { appendAudit } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { moveReservation } from "#lib/reservations/reservation-fragments";
import { type ChangedSeats, freeSeats } from "#lib/seating/seat-fragments";
import { lockLiveTickets, voidTickets } from "#lib/tickets/ticket-fragments";
import { lockBooksOf, movePayment } from "../books.ts";
import { mayUndo } from "./late-rules.ts";
import { failOrder } from "./late-store.ts";
import type { InboxEntry } from "./payment-store.ts";

/**
 * Takes a settlement back whose authorization the bank withdrew before the money was taken: tickets are void, seats come free,
 * the order fails. No money is kept without a ticket and no ticket stays without money (INV-10). The webhook's message goes into the
 * inbox with it. Undefined when there is nothing to take back.
 */
export async function claimUndo(
  key: { eventId: number; id: string },
  inbox: InboxEntry | undefined,
): Promise<ChangedSeats | undefined> {
  return inTransaction(eventDb(key.eventId), async (tx) => {
    const books = await lockBooksOf(tx, key);
    if (!books || !mayUndo(books, books.payment)) return undefined;
    const { order, payment, reservation } = books;
    const { eventId, id: orderId, reservationId } = order;
    const tickets = await lockLiveTickets(tx, { eventId, orderId });
    await movePayment(tx, payment, { status: "CANCELED" });
    await voidTickets(tx, { eventId, ids: tickets.map(({ id }) => id) });
    // It counts no more against what its buyer may hold.
    if (reservation.status === "CONFIRMED") await moveReservation(tx, reservation, { status: "CANCELLED" });
    const { seatIds } = reservation;
    const changed = await freeSeats(tx, { eventId, seatIds, reservationId, status: "BOOKED" });
    // Behind the seats, since it gives back the promo code's use, which is locked last.
    await failOrder(tx, books, "payment_withdrawn");
    if (inbox) await noteInInbox(tx, eventId, inbox);
    const payload = { orderId, amountMinor: payment.amountMinor, tickets: tickets.length };
    await appendFact(tx, { type: "order.undone", eventId, subject: orderId, payload });
    await appendAudit(tx, {
      ...{ actor: "system", action: "order.undo", subject: order.number, outcome: "failed", eventId },
      detail: { payment: payment.id },
    });
    return changed;
  });
}

async function noteInInbox(tx: Transaction, eventId: number, { gateway, id, type }: InboxEntry): Promise<void> {
  await tx.webhookInbox.createMany({ data: [{ eventId, gateway, gatewayEventId: id, type }], skipDuplicates: true });
}
