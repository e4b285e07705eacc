import { appendAudit } from "#lib/audit/append-audit";
import { loadEventTerms } from "#lib/catalog/event-fragments";
import type { GatewayDispute } from "#lib/payments/gateway";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { moveReservation } from "#lib/reservations/reservation-fragments";
import { type ChangedSeats, freeSeats } from "#lib/seating/seat-fragments";
import { dropSuspendedTickets, restoreTickets, suspendTickets } from "#lib/tickets/ticket-fragments";
import type { Prisma } from "#prisma/generated/client";
import { type Books, lockBooksOf, moveOrder, movePayment } from "../books.ts";
import { resumeCancelledOrder } from "../cancelling/cancellation-store.ts";
import { giveBackClaims } from "../claims.ts";
import { type OrderFact, orderFact } from "../fact-contract.ts";
import { disputeMovements } from "../ledger/ledger-rules.ts";
import { appendLedger } from "../ledger/ledger-store.ts";
import { isBlockedByDispute } from "../refunding/refund-rules.ts";
import { type RefundRow, sendAgain } from "../refunding/refund-store.ts";
import { type DisputeDecision, decideDispute, mayRefundAgain } from "./dispute-rules.ts";

type Payment = Books["payments"][number];
type DisputeRow = Prisma.DisputeGetPayload<object>;
type Locked = Books & { payment: Payment };
type Claimed = { decision: DisputeDecision; freed: ChangedSeats | undefined; again: string[] };

/**
 * Writes down what a gateway says of a dispute, with all that follows from it in our books; undefined when it is known
 * already. `freed` are the seats of tickets that are void for good; `again` are the refunds that wait to be sent once more, because the
 * dispute had blocked them.
 */
export async function claimDispute(
  paid: { eventId: number; id: string },
  said: GatewayDispute,
): Promise<Claimed | undefined> {
  return inTransaction(eventDb(paid.eventId), async (tx) => {
    const books = await lockBooksOf(tx, paid);
    invariant(books, "a disputed payment exists");
    const { eventId, gateway } = books.payment;
    const { organizationId, disputePolicy: policy } = await loadEventTerms(tx, eventId);
    const key = { eventId, gateway, gatewayId: said.gatewayId };
    const known = (await tx.dispute.findUnique({ where: { eventId_gateway_gatewayId: key } })) ?? undefined;
    const elsewhereMinor = await takenElsewhere(tx, books.payment, said);
    const decision = decideDispute(known, said, { payment: { ...books.payment, elsewhereMinor }, policy });
    if (!decision) return undefined;
    const disputeId = await writeDispute(tx, books.payment, { known, said, decision });
    await moveMoney(tx, books.payment, decision);
    const { facts, freed } = await moveTickets(tx, books, decision);
    const again = mayRefundAgain(books.payment.status, decision) ? await sendBlockedAgain(tx, books) : [];
    const sent = again.map(sentAgainFact);
    for (const fact of [...facts, ...disputeFacts(books, { disputeId, said, decision }), ...sent]) {
      await appendFact(tx, orderFact(eventId, fact));
    }
    const { status, isWithdrawn } = decision.dispute;
    await appendAudit(tx, {
      ...{ actor: "system", action: decision.isClosed ? "dispute.close" : "dispute.open", subject: books.order.number },
      ...{ outcome: status.toLowerCase(), organizationId, eventId },
      detail: { dispute: disputeId, amount: said.amountMinor, withdrawn: isWithdrawn, tickets: decision.tickets },
    });
    return { decision, freed, again: again.map(({ id }) => id) };
  });
}

/** Behind the locks of the books, so that it happens once for each dispute that ends. */
async function sendBlockedAgain(tx: Transaction, { order, payment, refunds }: Locked): Promise<RefundRow[]> {
  const blocked = refunds.filter((refund) => refund.paymentId === payment.id && isBlockedByDispute(refund));
  const { eventId, id: orderId, currency } = order;
  if (blocked.length > 0)
    await sendAgain(
      tx,
      eventId,
      blocked.map((refund) => ({ ...refund, currency })),
    );
  await resumeCancelledOrder(tx, { eventId, orderId });
  return blocked;
}

function sentAgainFact({ id: refundId, orderId, amountMinor }: RefundRow): OrderFact {
  return { type: "refund.sent_again", orderId, refundId, amountMinor };
}

/** What the payment's other open disputes have taken, in minor units. */
async function takenElsewhere(
  tx: Transaction,
  { eventId, orderId, id: paymentId }: Payment,
  { gatewayId }: GatewayDispute,
): Promise<number> {
  const others = { eventId, orderId, paymentId, gatewayId: { not: gatewayId } };
  const where = { ...others, status: "OPEN", isWithdrawn: true } as const;
  return (await tx.dispute.aggregate({ where, _sum: { amountMinor: true } }))._sum.amountMinor ?? 0;
}

async function writeDispute(
  tx: Transaction,
  { eventId, id: paymentId, orderId, gateway, currency }: Payment,
  { known, said, decision }: { known: DisputeRow | undefined; said: GatewayDispute; decision: DisputeDecision },
): Promise<string> {
  const id = known?.id ?? uuidv7();
  const { amountMinor, gatewayId, reason, evidenceDueAt = null } = said;
  const now = { ...decision.dispute, amountMinor, evidenceDueAt, closedAt: decision.isClosed ? new Date() : null };
  // Read behind the payment's lock, so that no other message makes it meanwhile.
  if (known) await tx.dispute.updateMany({ where: { eventId, id }, data: now });
  else await tx.dispute.create({ data: { ...now, eventId, id, orderId, paymentId, gateway, gatewayId, reason } });
  const movements = disputeMovements(known, { ...decision.dispute, amountMinor });
  await appendLedger(tx, { eventId, orderId, paymentId, disputeId: id, currency, movements });
  return id;
}

async function moveMoney(tx: Transaction, payment: Payment, { payment: status, lostMinor }: DisputeDecision) {
  if (status === undefined && lostMinor === 0) return;
  await movePayment(tx, payment, { status: status ?? payment.status, lostMinor: payment.lostMinor + lostMinor });
}

async function moveTickets(
  tx: Transaction,
  { order, reservation }: Locked,
  { tickets }: DisputeDecision,
): Promise<{ facts: OrderFact[]; freed: ChangedSeats | undefined }> {
  const { eventId, id: orderId, reservationId } = order;
  const isPaid = order.status === "PAID" || order.status === "PARTIALLY_REFUNDED";
  if (tickets === "untouched" || !isPaid) return { facts: [], freed: undefined };
  if (tickets === "live") {
    const restored = await restoreTickets(tx, { eventId, orderId });
    return { facts: restored > 0 ? [{ type: "tickets.restored", orderId, tickets: restored }] : [], freed: undefined };
  }
  const suspended = await suspendTickets(tx, { eventId, orderId });
  const facts: OrderFact[] = suspended > 0 ? [{ type: "tickets.suspended", orderId, tickets: suspended }] : [];
  if (tickets === "suspended") return { facts, freed: undefined };
  const seatIds = await dropSuspendedTickets(tx, { eventId, orderId });
  await moveReservation(tx, reservation, { status: "CANCELLED" });
  const freed = await freeSeats(tx, { eventId, seatIds, reservationId, status: "BOOKED" });
  await moveOrder(tx, order, { status: "REFUNDED" });
  await giveBackClaims(tx, order);
  return { facts, freed };
}

function disputeFacts(
  { order }: Locked,
  { disputeId, said, decision }: { disputeId: string; said: GatewayDispute; decision: DisputeDecision },
): OrderFact[] {
  const about = { orderId: order.id, disputeId, amountMinor: said.amountMinor };
  const outcome = decision.dispute.status === "LOST" ? "lost" : "won";
  return [
    ...(decision.isNew ? [{ type: "payment.disputed" as const, ...about }] : []),
    ...(decision.isClosed ? [{ type: "dispute.closed" as const, ...about, outcome } as const] : []),
  ];
}
