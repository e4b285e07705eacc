import { loadBuyerForm } from "#lib/catalog/questions/queries";
import type { Person } from "#lib/identity/identify";
import { agreedTerms } from "#lib/legal/agreed-terms";
import type { LegalLocale, Terms } from "#lib/legal/contract";
import { gatewayForNewPayment } from "#lib/payments/choose-gateway";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { toMajor, toMinor } from "#lib/platform/money";
import type { BasketQuote, BasketWish, QuoteRefusal } from "#lib/pricing/quote-basket";
import { type HoldRefusalNow, judgeOwnHold, refusalOfOver } from "#lib/reservations/judge-own-hold";
import type { ReservationRow } from "#lib/reservations/store";
import { openLiveSeats } from "#lib/seating/live-seats";
import type { Billing } from "../invoicing/billing-contract.ts";
import { type UnfitBilling, unfitBilling } from "../invoicing/invoice-with-order.ts";
import { refuse } from "../refusals.ts";
import { findOrderOf, type OrderWithPayments } from "../settling/payment-store.ts";
import { isOwnAddress } from "./free-order-rules.ts";
import { type FilledForm, type JudgedForm, judgeBuyerForm } from "./judge-buyer-form.ts";
import { newOrderNumber } from "./order-number.ts";
import { claimOrder, listReservationsOf, type NewOrder } from "./order-store.ts";
import { type Payer, payerOf } from "./payer.ts";
import { quoteOrder } from "./quote-order.ts";
import { type PaymentRoute, type RouteRefusal, routePayment } from "./route-payment.ts";

/** The buyer, the payment method, and the buyer's idempotency key. */
export type OrderRequest = {
  paymentMethodId: string;
  idempotencyKey: string;
  /** The account for which the card form made the method; null for the platform's own, undefined where the client does not say. */
  paymentAccount?: string | null | undefined;
  billing: { name: string; email: string; phone: string | null };
  promoCode: string | undefined;
  /** The ticket types of seats; the others are at full price. */
  tickets?: BasketWish["tickets"];
  /** What is bought beside the tickets. */
  addOns?: BasketWish["addOns"];
  /** What the buyer answered to what the event asks. */
  form?: FilledForm;
  /** To whom the order is to be invoiced; undefined where the buyer does not say. */
  invoice?: Billing | undefined;
  /** The total that the buyer saw, in the major unit; undefined where the request names none. */
  expectedTotal?: number | undefined;
  locale: LegalLocale;
  /** The terms of sale that the buyer agreed to; undefined where the request names none. */
  terms: Terms | undefined;
};

type OpenRefusal =
  | Refused<
      | "price_changed"
      | "questions_changed"
      | "answers_invalid"
      | "request_in_progress"
      | "email_unproven"
      | "terms_changed"
    >
  | UnfitBilling
  | QuoteRefusal
  | RouteRefusal
  | HoldRefusalNow
  | Awaited<ReturnType<typeof refusalOfOver>>;

/** The event may change again while a hold is judged and its order opened. */
const TRIES_MAX = 3;

/**
 * Opens the order of a reservation with its first attempt, or finds the one that an earlier request opened. Every rule of the hold is
 * asked again, and the statement that opens the order sees to it that nothing changed since. Ticket types, add-ons, promo code, the expected
 * total, answers and terms count only for the request that opens the order: a further attempt to pay it changes neither its price nor what was agreed to.
 */
export async function openOrder(
  person: Person,
  reservation: ReservationRow,
  request: OrderRequest,
): Promise<{ ok: true; order: OrderWithPayments } | OpenRefusal> {
  const { eventId, id } = reservation;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const known = await findOrderOf(eventId, id);
    if (known) return { ok: true, order: known };
    if (reservation.status !== "HELD" || reservation.expiresAt <= databaseNow()) return refusalOfOver(reservation);
    const buyer = await payerOf(person, request.billing.email);
    const judged = await judgeOwnHold(reservation, await knownBuyer(buyer, eventId));
    if (!judged.ok) return judged;
    const { promoCode, tickets, addOns, locale } = request;
    const wish = { promoCode, tickets, addOns, locale, asOf: judged.terms.updatedAt };
    const quoted = await quoteOrder(reservation, wish, buyer);
    if (!quoted.ok) return quoted;
    const changed = judgeExpected(quoted.quote.totalMinor, request, reservation.currency);
    if (changed) return changed;
    // Read behind the judged event: questions that change from here on raise its `updatedAt`, and the order is not opened.
    const filled = judgeBuyerForm(await loadBuyerForm(eventId), reservation.seatIds, request.form ?? {});
    if (!filled.ok) return filled;
    const unfit = request.invoice && quoted.quote.totalMinor > 0 && (await unfitBilling(eventId, request.invoice));
    if (unfit) return unfit;
    if (quoted.quote.totalMinor === 0 && !isOwnAddress(person, request.billing.email)) return refuse("email_unproven");
    const agreed = await agreedTerms(request.terms, request.locale);
    if (!agreed.ok) return agreed;
    const routed = await routePayment({ ...quoted.quote, eventId, currency: reservation.currency }, request);
    if (!routed.ok) return routed;
    const { updatedAt: judgedAt } = judged.terms;
    const asked = {
      ...request,
      terms: agreed.terms,
      quote: quoted.quote,
      filled: filled.form,
      judgedAt,
      route: routed.route,
    };
    const outcome = await claimOrder(numberOf(eventId), await newOrder(person, reservation, { ...asked, buyer }));
    if (outcome === "promo_used_up") {
      // Another order took the last use since the quote, of the code or of this buyer's; or the code was changed, and is judged again.
      const again = await quoteOrder(reservation, wish, buyer);
      if (!again.ok) return again;
      const isSame = again.quote.promoRevision === quoted.quote.promoRevision;
      if (isSame) return refuse("promo_code_invalid", { reason: "used_up" });
    }
    // Another order took the last of an add-on since the quote; where it came back meanwhile, the next try claims it.
    if (outcome === "add_on_gone") {
      const again = await quoteOrder(reservation, wish, buyer);
      if (!again.ok) return again;
    }
    if (outcome === "not_held" && !(await findOrderOf(eventId, id))) return refusalOfOver(reservation);
  }
  return refuse("request_in_progress", { retry_after_seconds: 1 });
}

/** Quote = charge: a buyer who saw another total is asked again, and nothing is charged. */
function judgeExpected(
  totalMinor: number,
  { expectedTotal }: OrderRequest,
  currency: string,
): Refused<"price_changed"> | undefined {
  if (expectedTotal === undefined || toMinor(expectedTotal, currency) === totalMinor) return undefined;
  return refuse("price_changed", { total_price: toMajor(totalMinor, currency), currency });
}

const numberOf = (eventId: number) => () => newOrderNumber(eventId, new Date().getUTCFullYear());

/** The buyer as the rules of a hold know them, when they pay. */
export async function knownBuyer(buyer: Payer, eventId: number) {
  const { keys, keyThumbprint } = buyer;
  return { keys, keyThumbprint, reservationIds: await listReservationsOf(eventId, buyer) };
}

async function newOrder(
  person: Person,
  { eventId, id, seatIds }: ReservationRow,
  request: OrderRequest & {
    terms: Terms;
    quote: BasketQuote;
    filled: JudgedForm;
    judgedAt: Date;
    route: PaymentRoute | undefined;
    buyer: Payer;
  },
): Promise<NewOrder> {
  const { totalMinor, discountMinor, addedTaxMinor, promoId, promoRevision, promoTickets, tickets, addOns } =
    request.quote;
  const { filled, buyer } = request;
  const lines = new Map(tickets.map((line) => [line.seatId, line]));
  return {
    ...{ eventId, reservationId: id, userId: person.userId ?? null, ...request.billing, locale: request.locale },
    ...{
      totalMinor,
      discountMinor,
      addedTaxMinor,
      promoId,
      promoRevision,
      promoTickets,
      addOns,
      judgedAt: request.judgedAt,
      buyerKeys: buyer.keys,
      mails: buyer.mails,
      accounts: buyer.accounts,
    },
    terms: request.terms,
    confirmedAge: filled.confirmedAge,
    answers: filled.answers.map((answer, place) => ({ ...answer, place, kind: large(answer.kind) })),
    gateway: gatewayForNewPayment({ totalMinor }).name,
    ...(request.route ? { route: request.route } : {}),
    methodId: request.paymentMethodId,
    clientKey: request.idempotencyKey,
    items: (await namedSeats(eventId, seatIds)).map((seat) => {
      const line = lines.get(seat.id);
      invariant(line, "a quote has a line for each seat");
      const { listMinor, unitMinor, ticketTypeId, ticketType, parts, taxes } = line;
      const holderName = filled.holderNames.get(seat.id) ?? "";
      return { ...seat, holderName, listMinor, unitMinor, ticketTypeId, ticketType, parts, taxes };
    }),
  };
}

const large = <Word extends string>(word: Word) => word.toUpperCase() as Uppercase<Word>;

/** Seats with the names that tickets carry. */
export async function namedSeats(
  eventId: number,
  seatIds: readonly number[],
): Promise<{ id: number; section: string; row: string; number: string }[]> {
  const seats = await openLiveSeats(eventId);
  invariant(seats, "an event with reservations has seats");
  return seatIds.map((id) => {
    const place = seats.placeOf(id);
    invariant(place, "a reserved seat stands in the layout");
    return { id, section: seats.layout.sections[place.section]?.name ?? "", row: place.row, number: place.number };
  });
}
