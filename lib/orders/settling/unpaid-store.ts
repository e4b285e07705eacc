import { appendAudit } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { moveReservation } from "#lib/reservations/reservation-fragments";
import { type ChangedSeats, freeSeats } from "#lib/seating/seat-fragments";
import { lockBooks, moveOrder } from "../books.ts";
import { giveBackClaims } from "../claims.ts";
import { orderFact } from "../fact-contract.ts";
import { mayEndUnpaid } from "./late-rules.ts";

/**
 * Ends a PAYING reservation past its time of which no attempt may still take money: the seats that are its own come free, the
 * order fails, what it claimed beside them goes back. Undefined when it is not that. An attempt cannot open meanwhile: it locks the order first.
 */
export async function claimUnpaidEnd(
  eventId: number,
  reservationId: string,
  reason: "unpaid" | "event_cancelled",
): Promise<ChangedSeats | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const where = { eventId_reservationId: { eventId, reservationId } };
    const found = await tx.order.findUnique({ where, select: { id: true } });
    const books = found && (await lockBooks(tx, { eventId, id: found.id }));
    if (!books || !mayEndUnpaid(books)) return undefined;
    const { order, reservation } = books;
    await moveReservation(tx, reservation, { status: "EXPIRED" });
    const { seatIds } = reservation;
    const changed = await freeSeats(tx, { eventId, seatIds, reservationId, status: "HELD" });
    if (order.status !== "PENDING") return changed;
    await moveOrder(tx, order, { status: "FAILED", failureReason: reason });
    await giveBackClaims(tx, order);
    if (reason === "event_cancelled")
      await appendFact(tx, orderFact(eventId, { type: "order.called_off", orderId: order.id, amountMinor: 0 }));
    await appendAudit(tx, {
      ...{ actor: "system", action: "order.end_unpaid", subject: order.number, outcome: "failed", eventId },
      detail: { reason },
    });
    return changed;
  });
}
