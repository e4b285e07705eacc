import { appendManyAudits } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { loadEventTerms } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { appendManyFacts } from "#lib/platform/outbox/append-fact";
import { moveReservations } from "#lib/reservations/reservation-fragments";
import { type ChangedSeats, freeSeatsOfMany } from "#lib/seating/seat-fragments";
import { type LiveTicket, lockLiveTicketsOfMany, voidTickets } from "#lib/tickets/ticket-fragments";
import { type Books, lockManyBooks, moveOrders } from "../books.ts";
import { giveBackClaimsOfMany } from "../claims.ts";
import { orderFact } from "../fact-contract.ts";
import { appendLedger } from "../ledger/ledger-store.ts";
import { judgeRefund } from "../refunding/judge-refund.ts";
import { payingOf, refundEntry } from "../refunding/refund-store.ts";
import { type CancelStep, cancelRefund, judgeCancelled } from "./cancel-rules.ts";
import { moveCancelledOrders, type OrderMove } from "./cancellation-store.ts";

type Step = { books: Books; step: CancelStep<LiveTicket> };
/** An order that goes back: `refundId` where money does. */
type GivenBack = Books & { amountMinor: number; chosen: LiveTicket[]; refundId: string | undefined };

/**
 * Decides what becomes of orders of a cancelled event and writes it, all in one transaction: refunds on the books, tickets void, seats
 * free, and each order's part in the run. No gateway is asked here. Answers the orders whose payment must be stopped first.
 */
export async function claimGivenBack(
  eventId: number,
  orderIds: readonly string[],
): Promise<{ toStop: string[]; changed: ChangedSeats }> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const steps = await decide(tx, eventId, orderIds);
    const given = steps.flatMap(({ books, step }): GivenBack[] => {
      if (step.does !== "give_back") return [];
      return [{ ...books, ...step, refundId: step.amountMinor > 0 ? uuidv7() : undefined }];
    });
    const changed = await writeGivenBack(tx, eventId, given);
    await moveCancelledOrders(tx, eventId, [...given.map(moveOf), ...steps.flatMap(endOf)]);
    await appendManyFacts(tx, eventId, steps.flatMap(failureFact));
    const toStop = steps.flatMap(({ books, step }) => (step.does === "stop_payment" ? [books.order.id] : []));
    return { toStop, changed };
  });
}

function moveOf({ order, refundId }: GivenBack): OrderMove {
  return refundId === undefined
    ? { orderId: order.id, status: "DONE" }
    : { orderId: order.id, status: "SENDING", refundId };
}

function endOf({ books: { order }, step }: Step): OrderMove[] {
  if (step.does === "nothing") return [{ orderId: order.id, status: "DONE" }];
  if (step.does === "fail") return [{ orderId: order.id, status: "FAILED", failure: step.failure }];
  return [];
}

/** The buyer hears that the event is cancelled although the money cannot go back now. */
function failureFact({ books: { order }, step }: Step) {
  if (step.does !== "fail") return [];
  return [orderFact(order.eventId, { type: "order.called_off", orderId: order.id, amountMinor: 0 })];
}

async function decide(tx: Transaction, eventId: number, orderIds: readonly string[]): Promise<Step[]> {
  const all = await lockManyBooks(tx, { eventId, ids: orderIds });
  const live = await lockLiveTicketsOfMany(tx, { eventId, orderIds });
  const event = await loadEventTerms(tx, eventId);
  invariant(event.isCancelled, "only a cancelled event gives all its orders back");
  return all.map((books) => {
    const { now, order, refunds } = books;
    const payment = payingOf(books);
    const facts = {
      ...{ now, order, payment, live: live.get(order.id) ?? [] },
      event: { isCancelled: true, refundUntil: null },
      refunds: refunds.filter(({ paymentId }) => paymentId === payment?.id),
      // All goes back, so how the money is spread over tickets and add-ons makes no difference.
      ...{ refundCount: refunds.length, addOns: [], priceMinor: order.totalMinor, forfeitedMinor: 0 },
    };
    return { books, step: judgeCancelled(order, payment, judgeRefund(facts, cancelRefund(order, 1))) };
  });
}

async function writeGivenBack(tx: Transaction, eventId: number, given: readonly GivenBack[]): Promise<ChangedSeats> {
  if (given.length === 0) return { eventId, seatIds: [], versions: [] };
  await tx.refund.createMany({ data: given.flatMap(refundRow) });
  await appendLedger(tx, ...given.flatMap(ledgerEntry));
  const tickets = given.flatMap(({ chosen }) => chosen);
  await voidTickets(tx, { eventId, ids: tickets.map(({ id }) => id) });
  const confirmed = given.filter(({ reservation }) => reservation.status === "CONFIRMED");
  const reservationIds = confirmed.map(({ reservation }) => reservation.id);
  await moveReservations(tx, { eventId, ids: reservationIds }, "CANCELLED");
  const seatIds = tickets.map(({ seatId }) => seatId);
  const changed = await freeSeatsOfMany(tx, {
    ...{ eventId, seatIds, status: "BOOKED" },
    reservationIds: given.map(({ reservation }) => reservation.id),
  });
  await moveOrders(tx, { eventId, ids: given.map(({ order }) => order.id) }, "REFUNDED");
  await giveBackClaimsOfMany(
    tx,
    given.map(({ order }) => order),
  );
  await appendManyFacts(tx, eventId, given.flatMap(factsOf));
  await appendManyAudits(tx, given.map(auditOf));
  return changed;
}

function refundRow({ order, payments, refunds, refundId, amountMinor, chosen }: GivenBack) {
  if (refundId === undefined) return [];
  const paymentId = payingOf({ payments, refunds })?.id;
  invariant(paymentId, "a refund is of a payment");
  const { reason, key, actor } = cancelRefund(order, 1);
  const { eventId, id: orderId } = order;
  const ticketIds = chosen.map(({ id }) => id);
  return [
    {
      ...{ eventId, id: refundId, orderId, paymentId, amountMinor, reason, ticketIds },
      ...{ idempotencyKey: key, requestedBy: actor },
      ...({ kind: "REQUESTED", status: "PENDING" } as const),
    },
  ];
}

function ledgerEntry(given: GivenBack) {
  const { currency } = given.order;
  return refundRow(given).map((refund) => refundEntry(refund, { currency, before: undefined }));
}

function factsOf({ order, refundId, amountMinor, chosen }: GivenBack) {
  const { eventId, id: orderId } = order;
  const tickets = chosen.length;
  const because = "event_cancelled" as const;
  return [
    refundId === undefined
      ? orderFact(eventId, { type: "tickets.voided", orderId, tickets, ticketIds: [], because })
      : orderFact(eventId, { type: "order.refunded", orderId, refundId, amountMinor, tickets, because }),
    orderFact(eventId, { type: "order.called_off", orderId, amountMinor }),
  ];
}

function auditOf({ order, refundId, amountMinor, chosen }: GivenBack): AuditEntry {
  return {
    ...{ actor: "system", action: "order.refund", subject: order.number, outcome: "ok", eventId: order.eventId },
    detail: { refund: refundId ?? null, kind: "cancelled", amount: amountMinor, tickets: chosen.length },
  };
}
