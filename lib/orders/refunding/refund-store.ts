import { appendAudit } from "#lib/audit/append-audit";
import { loadEventTerms } from "#lib/catalog/event-fragments";
import { refundDeadline } from "#lib/catalog/refund-deadline";
import { PAYMENT_TRANSITIONS, type PaymentStatus } from "#lib/payments/state";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { statesBefore, statesBeforeOrIn } from "#lib/platform/transitions";
import type { ChangedSeats } from "#lib/seating/seat-fragments";
import { forfeitedPrice, type LiveTicket, lockLiveTickets } from "#lib/tickets/ticket-fragments";
import type { Prisma } from "#prisma/generated/client";
import { type Books, lockBooks, lockBooksOf, moveOrder, movePayment } from "../books.ts";
import { giveBackClaims, takeAddOnsBack } from "../claims.ts";
import { orderFact } from "../fact-contract.ts";
import { refundMovements } from "../ledger/ledger-rules.ts";
import { appendLedger, type LedgerEntry } from "../ledger/ledger-store.ts";
import { payingPayment } from "../paying-payment.ts";
import { takeTicketsBack } from "../take-tickets-back.ts";
import { judgeRefund, type RefundAsked, type RefundJudgement, type RefundRefusal } from "./judge-refund.ts";
import { judgeRefundEnd, refundedAfter } from "./refund-rules.ts";
import { REFUND_TRANSITIONS, type RefundStatus } from "./state.ts";

export type RefundRow = Prisma.RefundGetPayload<object>;

export type RefundDecision = {
  said: RefundRefusal | "ok" | "again";
  /** The refund that was made, or the one that this key made before. */
  refundId: string | null;
  /** The amount that could still be refunded before this request. */
  restMinor: number;
  /** Chosen tickets that were used at the gate. */
  used: string[];
  changed: ChangedSeats;
};

/** Decides a refund and writes it down, with all that follows from it in our books; the gateway is not asked here. */
export async function claimRefund(order: { eventId: number; id: string }, asked: RefundAsked): Promise<RefundDecision> {
  return inTransaction(eventDb(order.eventId), async (tx) => {
    const { eventId } = order;
    const books = await lockBooks(tx, order);
    invariant(books, "an order that is to be refunded exists");
    const nothing = { restMinor: 0, used: [], changed: { eventId, seatIds: [], versions: [] } };
    const prior = books.refunds.find((refund) => isSame(refund, asked));
    if (prior) return { ...nothing, said: "again", refundId: prior.id };
    const { judged, payment, organizationId } = await judge(tx, books, asked);
    if (judged.said !== "ok") return { ...nothing, ...judged, refundId: null };
    invariant(payment, "a refund is of a payment");
    const made = { ...judged, payment, organizationId };
    return { ...nothing, ...(await writeRefund(tx, books, asked, made)), said: "ok", restMinor: judged.restMinor };
  });
}

/** What a refund would be now; nothing is written. `refundCount`: how many the order has so far. */
export async function tryRefund(
  order: { eventId: number; id: string },
  asked: RefundAsked,
): Promise<{ judged: RefundJudgement<LiveTicket>; refundCount: number }> {
  return inTransaction(eventDb(order.eventId), async (tx) => {
    const books = await lockBooks(tx, order);
    invariant(books, "an order that is to be refunded exists");
    return { judged: (await judge(tx, books, asked)).judged, refundCount: books.refunds.length };
  });
}

/** Judges a refund behind the locks of its order's books, and locks its tickets. */
async function judge(tx: Transaction, books: Books, asked: RefundAsked) {
  const { eventId, id: orderId } = books.order;
  const of = { eventId, orderId };
  const live = await lockLiveTickets(tx, of);
  const items = await tx.orderItem.findMany({ where: of, select: { unitMinor: true } });
  const addOns = await tx.orderAddOn.findMany({ where: of, orderBy: { addOnId: "asc" } });
  const event = await loadEventTerms(tx, eventId);
  const payment = payingOf(books);
  const judged = judgeRefund(
    {
      ...{ now: books.now, order: books.order, payment, live, addOns },
      event: { isCancelled: event.isCancelled, refundUntil: refundDeadline(event, books.order) },
      refunds: books.refunds.filter(({ paymentId }) => paymentId === payment?.id),
      refundCount: books.refunds.length,
      priceMinor: items.reduce((sum, { unitMinor }) => sum + unitMinor, 0),
      forfeitedMinor: await forfeitedPrice(tx, of),
    },
    asked,
  );
  return { judged, payment, organizationId: event.organizationId };
}

function isSame(refund: RefundRow, { key, kind, gatewayId }: RefundAsked): boolean {
  return refund.idempotencyKey === key || (kind === "gateway" && refund.gatewayId === gatewayId);
}

/** The payment of an order's money, but for one beside it that goes back as surplus. */
export function payingOf({
  payments,
  refunds,
}: Pick<Books, "payments" | "refunds">): Books["payments"][number] | undefined {
  const surplus = new Set(refunds.flatMap(({ kind, paymentId }) => (kind === "SURPLUS" ? [paymentId] : [])));
  return payingPayment(payments.filter(({ id }) => !surplus.has(id)));
}

type Made = Extract<RefundJudgement<LiveTicket>, { said: "ok" }> & {
  payment: Books["payments"][number];
  organizationId: string;
};

/** The refund with all that follows: tickets void, seats free, the basket smaller, the order moved, what went back given back. */
async function writeRefund(
  tx: Transaction,
  books: Books,
  asked: RefundAsked,
  { amountMinor, chosen, addOns, isWhole, payment, organizationId }: Made,
): Promise<{ refundId: string; changed: ChangedSeats }> {
  const { order } = books;
  const { eventId, id: orderId } = order;
  const isAtGateway = asked.kind === "gateway";
  const refundId = uuidv7();
  const refund = await tx.refund.create({
    data: {
      ...{ eventId, id: refundId, orderId, paymentId: payment.id, amountMinor, reason: asked.reason },
      ...{ kind: isAtGateway ? "AT_GATEWAY" : "REQUESTED", status: isAtGateway ? "SUCCEEDED" : "PENDING" },
      ...{ idempotencyKey: asked.key, gatewayId: asked.gatewayId, requestedBy: asked.actor },
      ticketIds: chosen.map(({ id }) => id),
      addOnIds: addOns.map(({ addOnId }) => addOnId),
      addOnCounts: addOns.map(({ quantity }) => quantity),
      addOnMinor: addOns.map(({ minor }) => minor),
    },
  });
  await appendLedger(tx, refundEntry(refund, { currency: order.currency, before: undefined }));
  const changed = await takeTicketsBack(tx, books, chosen);
  await moveOrder(tx, order, { status: isWhole ? "REFUNDED" : "PARTIALLY_REFUNDED" });
  if (isAtGateway) await countRefunded(tx, payment, amountMinor);
  if (isWhole) await giveBackClaims(tx, order);
  else await takeAddOnsBack(tx, order, addOns);
  const payload = { orderId, refundId, amountMinor, tickets: chosen.length };
  await appendFact(tx, { type: "order.refunded", eventId, subject: orderId, payload });
  await appendAudit(tx, {
    ...{ actor: asked.actor, action: "order.refund", subject: order.number, outcome: "ok", organizationId, eventId },
    detail: {
      ...{ refund: refundId, kind: asked.kind, amount: amountMinor, tickets: chosen.length },
      ...(addOns.length > 0 ? { addOns: addOns.reduce((sum, { quantity }) => sum + quantity, 0) } : {}),
    },
  });
  return { refundId, changed };
}

/** Counts money that went back, or with a negative sum came back to us, on its payment. */
async function countRefunded(tx: Transaction, payment: Books["payments"][number], movedMinor: number): Promise<void> {
  await movePayment(tx, payment, refundedAfter(payment, movedMinor));
}

/** Records what the gateway made of a refund; false when it was recorded already or another attempt has begun. */
export async function claimRefundEnd(
  { eventId, id, attempt }: { eventId: number; id: string; attempt: number },
  ended: { status: "SUCCEEDED" | "FAILED"; gatewayId: string | null; failure?: string | null },
): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const { paymentId } = await tx.refund.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
    const books = await lockBooksOf(tx, { eventId, id: paymentId });
    const refund = books?.refunds.find((each) => each.id === id);
    const judged = refund && judgeRefundEnd(refund, { status: ended.status, attempt });
    if (!books || !judged || !mayCount(books.payment, judged)) return false;
    const { status, gatewayId, failure = null } = ended;
    const data = { status, failure, ...(gatewayId === null ? {} : { gatewayId }) };
    await tx.refund.update({ where: { eventId_id: { eventId, id } }, data });
    const { currency } = books.order;
    await appendLedger(tx, refundEntry({ ...refund, status }, { currency, before: refund.status }));
    if (judged.movedMinor !== 0) await countRefunded(tx, books.payment, judged.movedMinor);
    await appendAudit(tx, {
      ...{ actor: "system", action: "payment.refund", subject: books.order.number, outcome: status.toLowerCase() },
      ...{ organizationId: (await loadEventTerms(tx, eventId)).organizationId, eventId },
      detail: { refund: id, amount: refund.amountMinor, ...(failure === null ? {} : { failure }) },
    });
    if (status === "FAILED") {
      const { orderId, amountMinor } = refund;
      const fact = { type: "refund.failed", orderId, refundId: id, amountMinor, failure } as const;
      await appendFact(tx, orderFact(eventId, fact));
    }
    return true;
  });
}

/** Whether the payment's state lets the money count as returned: one that may still take money is settled first. */
function mayCount(payment: Books["payments"][number], { movedMinor }: { movedMinor: number }): boolean {
  const { status } = refundedAfter(payment, movedMinor);
  return statesBeforeOrIn<PaymentStatus>(PAYMENT_TRANSITIONS, status).includes(payment.status);
}

/** Begins another attempt of a refund that the gateway had refused; false when it is not in that state. */
export async function claimRefundRetry(order: { eventId: number; id: string }, id: string): Promise<boolean> {
  return inTransaction(eventDb(order.eventId), async (tx) => {
    const books = await lockBooks(tx, order);
    const refund = books?.refunds.find((each) => each.id === id);
    if (!books || !refund || !statesBefore<RefundStatus>(REFUND_TRANSITIONS, "PENDING").includes(refund.status)) {
      return false;
    }
    await sendAgain(tx, order.eventId, [{ ...refund, currency: books.order.currency }]);
    const { orderId, amountMinor } = refund;
    await appendFact(tx, orderFact(order.eventId, { type: "refund.sent_again", orderId, refundId: id, amountMinor }));
    return true;
  });
}

/** Gives refunds that failed a new attempt, which is a new idempotency key at the gateway; behind the locks of their books. */
export async function sendAgain(
  tx: Transaction,
  eventId: number,
  failed: readonly (RefundRow & { currency: string })[],
): Promise<void> {
  await tx.refund.updateMany({
    where: { eventId, id: { in: failed.map(({ id }) => id) } },
    data: { status: "PENDING", attempt: { increment: 1 }, gatewayId: null, failure: null, askedAt: new Date() },
  });
  const again = failed.map(({ currency, ...refund }) => {
    return refundEntry({ ...refund, status: "PENDING" }, { currency, before: refund.status });
  });
  await appendLedger(tx, ...again);
}

/** What a refund's way into its present state moved, as the ledger takes it. `before` is undefined when it is decided. */
export function refundEntry(
  refund: Pick<RefundRow, "eventId" | "orderId" | "paymentId" | "id" | "kind" | "status" | "amountMinor">,
  { currency, before }: { currency: string; before: RefundStatus | undefined },
): LedgerEntry {
  const { eventId, orderId, paymentId, id: refundId, status: after } = refund;
  return { eventId, orderId, paymentId, refundId, currency, movements: refundMovements({ before, after }, refund) };
}

/**
 * Takes the refunds about which the gateway must be asked now; one that was asked about is left alone for as long again, and
 * two reconcilers share the work.
 */
export async function claimPendingRefunds(quietSeconds: number, limit: number): Promise<RefundRow[]> {
  const due = await globalDb().$queryRaw<Pick<RefundRow, "eventId" | "id" | "askedAt">[]>`
    SELECT event_id AS "eventId", id::text AS id, asked_at AS "askedAt" FROM refunds
    WHERE status = 'PENDING' AND asked_at <= now() - make_interval(secs => ${quietSeconds}::int)
    ORDER BY asked_at LIMIT ${limit}::int`;
  const claimed: RefundRow[] = [];
  for (const { eventId, id, askedAt } of due) {
    const won = await eventDb(eventId).$executeRaw`
      UPDATE refunds SET asked_at = now() WHERE event_id = ${eventId}::int AND id = ${id}::uuid AND asked_at = ${askedAt} AND status = 'PENDING'`;
    if (won === 1) claimed.push(await loadRefund(eventId, id));
  }
  return claimed;
}

export async function loadRefund(eventId: number, id: string): Promise<RefundRow> {
  return eventDb(eventId).refund.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
}

/** The refunds of a payment, the oldest first. */
export async function listRefundsOf(payment: { eventId: number; id: string }): Promise<RefundRow[]> {
  return eventDb(payment.eventId).refund.findMany({
    where: { eventId: payment.eventId, paymentId: payment.id },
    orderBy: { createdAt: "asc" },
  });
}

/** The refunds of an order, the oldest first. */
export async function listRefundsOfOrder(order: { eventId: number; id: string }): Promise<RefundRow[]> {
  return eventDb(order.eventId).refund.findMany({
    where: { eventId: order.eventId, orderId: order.id },
    orderBy: { createdAt: "asc" },
  });
}
