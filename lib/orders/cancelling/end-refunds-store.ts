import { appendManyAudits } from "#lib/audit/append-audit";
import { loadEventTerms } from "#lib/catalog/event-fragments";
import type { GatewayFee } from "#lib/payments/gateway";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { appendManyFacts } from "#lib/platform/outbox/append-fact";
import { type Books, keptMinor, lockManyBooks, movePayments, type PaymentMove } from "../books.ts";
import { orderFact } from "../fact-contract.ts";
import { appendLedger } from "../ledger/ledger-store.ts";
import { judgeRefundEnd, refundedAfter } from "../refunding/refund-rules.ts";
import { type RefundRow, refundEntry } from "../refunding/refund-store.ts";
import { moveCancelledOrders, type OrderMove } from "./cancellation-store.ts";

/** What the gateway answered on a refund. `PENDING`: it took it and is not done. */
export type RefundAnswer = {
  refund: RefundRow;
  status: "SUCCEEDED" | "FAILED" | "PENDING";
  gatewayId: string | null;
  failure: string | null;
  /** What came back of the payment's fees with it, where the gateway says. */
  fee?: GatewayFee;
};

type Ended = { books: Books; refund: RefundRow; answer: RefundAnswer; movedMinor: number };

/** Records what the gateway answered on refunds of a cancelled event, and each order's part in the run; all in one transaction. */
export async function claimRefundsEnded(eventId: number, answers: readonly RefundAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  await inTransaction(eventDb(eventId), async (tx) => {
    const all = await lockManyBooks(tx, { eventId, ids: answers.map(({ refund }) => refund.orderId) });
    const ended = answers.flatMap((answer) => endOf(all, answer));
    await writeRefunds(tx, eventId, ended);
    await appendLedger(tx, ...ended.map(ledgerEntry));
    const moves = ended.flatMap(paymentMove);
    await movePayments(tx, eventId, moves);
    await appendManyFacts(tx, eventId, moves.map(movedFact));
    const { organizationId } = await loadEventTerms(tx, eventId);
    await appendManyAudits(
      tx,
      ended.map(({ books: { order }, refund, answer }) => ({
        ...{ actor: "system", action: "payment.refund", subject: order.number, outcome: answer.status.toLowerCase() },
        ...{ organizationId, eventId, detail: { refund: refund.id, amount: refund.amountMinor } },
      })),
    );
    await moveCancelledOrders(tx, eventId, answers.flatMap(orderMove));
  });
}

/** Nothing where the answer says nothing new: another worker, a webhook or the reconciler recorded it. */
function endOf(all: readonly Books[], answer: RefundAnswer): Ended[] {
  const { status } = answer;
  const books = all.find(({ order }) => order.id === answer.refund.orderId);
  const refund = books?.refunds.find(({ id }) => id === answer.refund.id);
  if (!books || !refund || status === "PENDING") return [];
  const judged = judgeRefundEnd(refund, { status, attempt: answer.refund.attempt });
  return judged ? [{ books, refund, answer, ...judged }] : [];
}

async function writeRefunds(tx: Transaction, eventId: number, ended: readonly Ended[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE refunds r SET status = e.status::refund_status, gateway_id = coalesce(e.gateway_id, r.gateway_id), failure = e.failure
    FROM unnest(
      ${ended.map(({ refund }) => refund.id)}::uuid[], ${ended.map(({ answer }) => answer.status)}::text[],
      ${ended.map(({ answer }) => answer.gatewayId)}::text[],
      ${ended.map(({ answer }) => (answer.status === "FAILED" ? answer.failure : null))}::text[]
    ) AS e(id, status, gateway_id, failure)
    WHERE r.event_id = ${eventId}::int AND r.id = e.id`;
}

function ledgerEntry({ books: { order }, refund, answer }: Ended) {
  return refundEntry({ ...refund, status: answer.status }, { currency: order.currency, before: refund.status });
}

function paymentMove({ books, refund, movedMinor }: Ended): PaymentMove[] {
  const payment = books.payments.find(({ id }) => id === refund.paymentId);
  return payment && movedMinor !== 0 ? [{ payment, ...refundedAfter(payment, movedMinor) }] : [];
}

function movedFact({ payment, ...after }: PaymentMove) {
  const { id: paymentId, orderId, eventId } = payment;
  const kept = keptMinor({ ...payment, ...after }) - keptMinor(payment);
  return orderFact(eventId, { type: "payment.moved", orderId, paymentId, keptMinor: kept });
}

function orderMove({ refund, status }: RefundAnswer): OrderMove[] {
  const { orderId } = refund;
  if (status === "PENDING") return [];
  return [status === "FAILED" ? { orderId, status, failure: "refused" } : { orderId, status: "DONE" }];
}
