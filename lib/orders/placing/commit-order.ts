import { auditSoon } from "#lib/audit/audit";
import { findOrganizationOf } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { findGateway } from "#lib/payments/choose-gateway";
import { SELLER_UNABLE } from "#lib/payments/gateway";
import { recordAccount } from "#lib/payments/payouts/record-account";
import { isLivePayment } from "#lib/payments/state";
import type { Refused } from "#lib/platform/http/refusals";
import { publicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import type { QuoteRefusal } from "#lib/pricing/quote-basket";
import { type HoldRefusalNow, judgeOwnHold } from "#lib/reservations/judge-own-hold";
import { findOwn } from "#lib/reservations/read-reservation";
import type { ReservationRow } from "#lib/reservations/store";
import { keepBillingOfOrder, type UnfitBilling } from "../invoicing/invoice-with-order.ts";
import { refuse } from "../refusals.ts";
import { claimPaymentState, type OrderWithPayments, type PaymentRow } from "../settling/payment-store.ts";
import { applyGatewayState } from "../settling/settle-payment.ts";
import { askGateway } from "./ask-gateway.ts";
import type { ConfirmedAnswer, PendingAnswer } from "./commit-contract.ts";
import { confirmedOnWire } from "./confirmed-wire.ts";
import { openAttempt, reloadOrder } from "./open-attempt.ts";
import { knownBuyer, type OrderRequest, openOrder } from "./open-order.ts";
import { payerOf } from "./payer.ts";
import type { RouteRefusal } from "./route-payment.ts";

export type CommitOrder = OrderRequest & { reservation: { eventId: number; id: string } };

type CommitRefusal = Refused<
  | "not_found"
  | "payment_failed"
  | "reservation_expired"
  | "request_in_progress"
  | QuoteRefusal["refusal"]["code"]
  | "price_changed"
  | "questions_changed"
  | "answers_invalid"
  | HoldRefusalNow["refusal"]["code"]
  | "email_unproven"
  | "order_closed"
  | "idempotency_mismatch"
  | "terms_changed"
  | UnfitBilling["refusal"]["code"]
  | RouteRefusal["refusal"]["code"]
>;
export type CommitAnswer =
  | { ok: true; confirmed: ConfirmedAnswer }
  | { ok: true; pending: PendingAnswer }
  | CommitRefusal;

/**
 * Pays for a reservation. The order and the attempt, with the key it is sent under, are stored before the gateway is
 * called; the call is outside any transaction. A repeat of any kind (double click, second tab, return from the bank, a
 * retry after a lost answer) finds the live attempt and goes on with it, so a buyer pays once (INV-6). A declined card
 * closes its attempt and leaves the seats; the next one is a new attempt of the same order.
 */
export async function commitOrder(person: Person, request: CommitOrder): Promise<CommitAnswer> {
  const answer = await commit(person, request);
  notePayment(person, request, answer);
  return answer;
}

/** Audits who paid or tried to, and from where. The statements that move the money audit its outcome. */
function notePayment(person: Person, { reservation }: CommitOrder, answer: CommitAnswer): void {
  if (!answer.ok && answer.refusal.code === "not_found") return;
  const order = !answer.ok ? undefined : "confirmed" in answer ? answer.confirmed.order_id : answer.pending.order_id;
  const reason = answer.ok || !("reason" in answer.refusal) ? undefined : answer.refusal.reason;
  auditSoon({
    actor: person.keys[0] ?? "stranger",
    action: "order.pay",
    subject: order ?? publicId(reservation.eventId, reservation.id),
    outcome: !answer.ok ? answer.refusal.code : "confirmed" in answer ? "paid" : answer.pending.status,
    eventId: reservation.eventId,
    ...(reason === undefined ? {} : { detail: { reason } }),
  });
}

async function commit(person: Person, request: CommitOrder): Promise<CommitAnswer> {
  const reservation = await findOwn(person, request.reservation);
  if (!reservation) return refuse("not_found");
  const opened = await openOrder(person, reservation, request);
  if (!opened.ok) return opened;
  const { order } = opened;
  const earlier = order.payments.find(
    (payment) => payment.clientKey === request.idempotencyKey && payment.declineCode !== null,
  );
  if (earlier) return replayedDecline(reservation, earlier, request);
  if (order.status !== "PENDING") return closedAnswer(order, reservation);
  const refused = await refusalOfAttempt(person, reservation, { order, request });
  if (refused) return refused;
  const unfit = await keepInvoice(person, order, request);
  if (unfit) return unfit;
  const next = await openAttempt(order, request);
  if (!next.ok) return next;
  if (!next.attempt)
    return next.order.status === "PENDING" ? expired(reservation) : closedAnswer(next.order, reservation);
  return pay(next.order, next.attempt, reservation);
}

/** Keeps to whom the order is invoiced, before it is paid. An order of nothing has no invoice. */
async function keepInvoice(
  person: Person,
  order: OrderWithPayments,
  { invoice }: CommitOrder,
): Promise<UnfitBilling | undefined> {
  if (!invoice || order.totalMinor === 0) return undefined;
  const organizationId = await findOrganizationOf(order.eventId);
  invariant(organizationId, "an order's event exists");
  return keepBillingOfOrder(order, invoice, { actor: person.keys[0] ?? "stranger", organizationId });
}

/** The rules of the hold before a further attempt. One that is under way goes on, unless the event is cancelled. */
async function refusalOfAttempt(
  person: Person,
  reservation: ReservationRow,
  { order, request }: { order: OrderWithPayments; request: CommitOrder },
): Promise<HoldRefusalNow | undefined> {
  const buyer = await knownBuyer(await payerOf(person, request.billing.email), order.eventId);
  const judged = await judgeOwnHold(reservation, { ...buyer, hasOrder: true });
  if (judged.ok) return undefined;
  return judged.refusal.code === "event_cancelled" || !order.payments.some(isLivePayment) ? judged : undefined;
}

function replayedDecline(
  reservation: ReservationRow,
  { methodId, declineCode }: PaymentRow,
  request: CommitOrder,
): CommitAnswer {
  if (methodId !== request.paymentMethodId) return refuse("idempotency_mismatch");
  return declinedAnswer(reservation, declineCode ?? "card_declined");
}

async function pay(order: OrderWithPayments, attempt: PaymentRow, reservation: ReservationRow): Promise<CommitAnswer> {
  const state = await askGateway(order, attempt);
  if (state === "busy") return refuse("request_in_progress", { retry_after_seconds: 1 });
  if (state.kind === "declined") {
    // The next buyers are refused before they give their card.
    if (state.code === SELLER_UNABLE && attempt.account !== null) await noteAccount(attempt.gateway, attempt.account);
    await claimPaymentState(attempt, { status: "FAILED", gatewayId: state.gatewayId ?? null, declineCode: state.code });
    return declinedAnswer(reservation, state.code);
  }
  await applyGatewayState(attempt, state);
  const now = await reloadOrder(order);
  if (now.status !== "PENDING") return closedAnswer(now, reservation);
  if (state.status === "failed" || state.status === "canceled") {
    return declinedAnswer(reservation, state.decline?.code ?? "authentication_failed");
  }
  const needsBuyer = state.status === "requires_action";
  const pending: PendingAnswer = {
    status: needsBuyer ? "requires_action" : "processing",
    order_id: order.number,
    client_secret: (needsBuyer && state.clientSecret) || null,
  };
  if (state.redirectUrl) pending.next_action = { redirect_url: state.redirectUrl };
  return { ok: true, pending };
}

async function noteAccount(name: string, account: string): Promise<void> {
  const gateway = findGateway(name);
  if (gateway) await recordAccount(gateway, account);
}

async function closedAnswer(order: OrderWithPayments, reservation: ReservationRow): Promise<CommitAnswer> {
  if (order.status === "FAILED" && order.failureReason === "event_cancelled") return refuse("event_cancelled");
  if (order.status === "FAILED")
    return order.failureReason === "unpaid"
      ? expired(reservation)
      : refuse("order_closed", { order_id: order.number, status: "failed" });
  if (order.status === "PENDING")
    return { ok: true, pending: { status: "processing", order_id: order.number, client_secret: null } };
  const confirmed = await confirmedOnWire(order.eventId, order.id);
  // The bank may withdraw the money between the read that found the order paid and this one.
  return confirmed ? { ok: true, confirmed } : refuse("order_closed", { order_id: order.number, status: "failed" });
}

function declinedAnswer(reservation: ReservationRow, reason: string): CommitAnswer {
  if (reason === SELLER_UNABLE) return refuse("seller_cannot_be_paid");
  const bound = AMOUNT_REFUSALS[reason];
  // The gateway's own bound in the account's currency: it is known from this answer alone, and no card changes it.
  if (bound) return refuse("amount_not_payable", { reason: bound, currency: reservation.currency });
  return refuse("payment_failed", {
    reason,
    reservation_id: publicId(reservation.eventId, reservation.id),
    retry_allowed: true,
  });
}

const AMOUNT_REFUSALS: Readonly<Record<string, "too_small" | "too_large" | "currency">> = {
  amount_too_small: "too_small",
  amount_too_large: "too_large",
  currency_not_taken: "currency",
};

function expired(reservation: ReservationRow): CommitRefusal {
  return refuse("reservation_expired", { expired_at: reservation.expiresAt.toISOString() });
}
