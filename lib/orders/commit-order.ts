import type { Person } from "#lib/accounts/identify";
import { env } from "#lib/platform/env";
import { publicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { type Refused, refuse } from "#lib/platform/refusals";
import { gateway } from "#lib/payments/choose-gateway";
import { type GatewayDeclined, GatewayBusy, type GatewayPayment } from "#lib/payments/gateway";
import { LIVE_PAYMENT_STATUSES } from "#lib/payments/state";
import { quoteBasket } from "#lib/pricing/quote-basket";
import { findOwn } from "#lib/reservations/read-reservation";
import type { ReservationRow } from "#lib/reservations/store";
import { openLiveSeats } from "#lib/seating/live-seats";
import type { ConfirmedView, PendingView } from "./commit-contract.ts";
import { confirmedView } from "./confirmed-view.ts";
import { newOrderNumber } from "./order-number.ts";
import { claimAttempt, claimOrder, claimPaymentState, findOrderOf, type OrderRow, type PaymentRow } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";

export type CommitOrder = {
  reservation: { eventId: number; id: string };
  paymentMethodId: string;
  idempotencyKey: string;
  billing: { name: string; email: string; phone: string | null };
  promoCode: string | undefined;
  locale: string;
};

type CommitRefusal = Refused<
  "not_found" | "payment_failed" | "reservation_expired" | "request_in_progress" | "promo_code_invalid" | "order_closed"
>;
export type CommitAnswer = { ok: true; confirmed: ConfirmedView } | { ok: true; pending: PendingView } | CommitRefusal;

type Opened = OrderRow & { payments: PaymentRow[] };

/**
 * Pays for a reservation. The order and the attempt, with the key it is sent under, are stored before the gateway is
 * called; the call is outside any transaction. A repeat of any kind (double click, second tab, return from the bank, a
 * retry after a lost answer) finds the live attempt and goes on with it, so a buyer pays once (INV-6). A declined card
 * closes its attempt and leaves the seats; the next one is a new attempt of the same order.
 */
export async function commitOrder(person: Person, request: CommitOrder): Promise<CommitAnswer> {
  const reservation = await findOwn(person, request.reservation);
  if (!reservation) return refuse("not_found");
  const opened = await openOrder(person, reservation, request);
  if (!opened.ok) return opened;
  const { order } = opened;
  if (order.status !== "PENDING") return closedAnswer(order, reservation);
  const earlier = order.payments.find((payment) => payment.clientKey === request.idempotencyKey && payment.declineCode !== null);
  if (earlier) return declinedAnswer(reservation, earlier.declineCode ?? "card_declined");
  const attempt = await openAttempt(order, request);
  if (!attempt) return expired(reservation);
  return pay(order, attempt, reservation);
}

/** Opens the order, or finds the one that an earlier request opened. */
async function openOrder(person: Person, reservation: ReservationRow, request: CommitOrder): Promise<{ ok: true; order: Opened } | CommitRefusal> {
  const { eventId, id } = reservation;
  const known = await findOrderOf(eventId, id);
  if (known) return { ok: true, order: known };
  const quoted = await quoteBasket(reservation, request.promoCode);
  if (!quoted.ok) return quoted;
  const seats = await openLiveSeats(eventId);
  invariant(seats, "an event with reservations has seats");
  const isClaimed = await claimOrder({
    eventId,
    reservationId: id,
    number: newOrderNumber(eventId, new Date().getUTCFullYear()),
    userId: person.userId ?? null,
    ...request.billing,
    locale: request.locale,
    totalMinor: quoted.quote.totalMinor,
    discountMinor: quoted.quote.discountMinor,
    promoId: quoted.quote.promoId,
    gateway: quoted.quote.totalMinor === 0 ? FREE : gateway().name,
    methodId: request.paymentMethodId,
    clientKey: request.idempotencyKey,
    items: reservation.seatIds.map((seatId) => {
      const place = seats.places[seatId - 1];
      return { id: seatId, section: seats.layout.sections[place?.section ?? -1]?.name ?? "", row: place?.row ?? "", number: place?.number ?? "" };
    }),
  });
  const order = await findOrderOf(eventId, id);
  if (order) return { ok: true, order };
  if (!isClaimed && quoted.quote.promoId && reservation.expiresAt > new Date()) return refuse("promo_code_invalid", { reason: "used_up" });
  return expired(reservation);
}

/** Nothing to pay: settled without any gateway. */
const FREE = "none";

/** The live attempt, or a new one; undefined when the time is up. */
async function openAttempt(order: Opened, request: CommitOrder): Promise<PaymentRow | undefined> {
  const live = order.payments.find(isLive);
  if (live) return live;
  const { paymentMethodId: methodId, idempotencyKey: clientKey, billing: who } = request;
  await claimAttempt(order, { gateway: order.totalMinor === 0 ? FREE : gateway().name, methodId, clientKey, who });
  const now = await findOrderOf(order.eventId, order.reservationId);
  return now?.payments.find(isLive);
}

function isLive(payment: PaymentRow): boolean {
  return (LIVE_PAYMENT_STATUSES as readonly string[]).includes(payment.status);
}

async function pay(order: Opened, attempt: PaymentRow, reservation: ReservationRow): Promise<CommitAnswer> {
  const state = await askGateway(order, attempt, reservation);
  if (state === "busy") return refuse("request_in_progress", { retry_after_seconds: 1 });
  if (state.kind === "declined") {
    await claimPaymentState(attempt, { status: "FAILED", gatewayId: state.gatewayId ?? null, declineCode: state.code });
    return declinedAnswer(reservation, state.code);
  }
  await applyGatewayState(attempt, state);
  if (state.status === "failed" || state.status === "canceled") {
    return declinedAnswer(reservation, state.decline?.code ?? "authentication_failed");
  }
  if (state.status === "requires_action" || state.status === "processing") {
    const pending: PendingView = { status: state.status, order_id: order.number, client_secret: state.clientSecret ?? null };
    if (state.redirectUrl) pending.next_action = { redirect_url: state.redirectUrl };
    return { ok: true, pending };
  }
  const settled = await findOrderOf(order.eventId, order.reservationId);
  invariant(settled, "an order does not vanish");
  return closedAnswer(settled, reservation);
}

async function askGateway(order: Opened, attempt: PaymentRow, reservation: ReservationRow): Promise<GatewayPayment | GatewayDeclined | "busy"> {
  if (attempt.gateway === FREE) {
    return { kind: "payment", gatewayId: attempt.id, status: "captured", amountMinor: 0, currency: order.currency, metadata: {} };
  }
  const known = attempt.gatewayId && attempt.status !== "CREATED" ? await gateway().find(attempt.gatewayId) : undefined;
  if (known) return known;
  try {
    return await gateway().authorize({
      idempotencyKey: attempt.idempotencyKey,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      paymentMethodId: attempt.methodId ?? "",
      description: `Fairseat ${order.number}`,
      metadata: { event_id: String(order.eventId), order_id: order.number, payment_id: attempt.id },
      email: order.email,
      returnUrl: `${env().APP_URL}/checkout/${publicId(reservation.eventId, reservation.id)}?return=1`,
    });
  } catch (error) {
    if (error instanceof GatewayBusy) return "busy";
    throw error;
  }
}

async function closedAnswer(order: Opened, reservation: ReservationRow): Promise<CommitAnswer> {
  if (order.status === "FAILED") return order.failureReason === "unpaid" ? expired(reservation) : refuse("order_closed", { order_id: order.number, status: "failed" });
  if (order.status === "PENDING") return { ok: true, pending: { status: "processing", order_id: order.number, client_secret: null } };
  return { ok: true, confirmed: await confirmedView(order.eventId, order.id) };
}

function declinedAnswer(reservation: ReservationRow, reason: string): CommitAnswer {
  return refuse("payment_failed", { reason, reservation_id: publicId(reservation.eventId, reservation.id), retry_allowed: true });
}

function expired(reservation: ReservationRow): CommitRefusal {
  return refuse("reservation_expired", { expired_at: reservation.expiresAt.toISOString() });
}
