import type { Person } from "#lib/identity/identify";
import { gatewayForNewPayment } from "#lib/payments/choose-gateway";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import type { ReservationRow } from "#lib/reservations/store";
import { openLiveSeats } from "#lib/seating/live-seats";
import { refuse } from "../refusals.ts";
import { findOrderOf, type OrderWithPayments } from "../settling/payment-store.ts";
import { newOrderNumber } from "./order-number.ts";
import { claimOrder } from "./order-store.ts";
import { quoteOrder } from "./quote-order.ts";

/** The buyer, the payment method, and the buyer's idempotency key. */
export type OrderRequest = {
  paymentMethodId: string;
  idempotencyKey: string;
  billing: { name: string; email: string; phone: string | null };
  promoCode: string | undefined;
  locale: string;
};

/**
 * Opens the order of a reservation with its first attempt, or finds the one that an earlier request opened. The order is
 * undefined when the reservation's time is up. The promo code counts only for the request that opens the order.
 */
export async function openOrder(
  person: Person,
  reservation: ReservationRow,
  request: OrderRequest,
): Promise<{ ok: true; order: OrderWithPayments | undefined } | Refused<"promo_code_invalid" | "amount_not_payable">> {
  const { eventId, id } = reservation;
  const known = await findOrderOf(eventId, id);
  if (known) return { ok: true, order: known };
  const quoted = await quoteOrder(reservation, request.promoCode);
  if (!quoted.ok) return quoted;
  const { totalMinor, discountMinor, promoId } = quoted.quote;
  const nextNumber = () => newOrderNumber(eventId, new Date().getUTCFullYear());
  const outcome = await claimOrder(nextNumber, {
    eventId,
    reservationId: id,
    userId: person.userId ?? null,
    ...request.billing,
    locale: request.locale,
    totalMinor,
    discountMinor,
    promoId,
    gateway: gatewayForNewPayment({ totalMinor }).name,
    methodId: request.paymentMethodId,
    clientKey: request.idempotencyKey,
    items: await namedSeats(eventId, reservation.seatIds),
  });
  if (outcome === "promo_used_up") {
    // Another order took the last use since the quote: of the code, or of this buyer's.
    const again = await quoteOrder(reservation, request.promoCode);
    return again.ok ? refuse("promo_code_invalid", { reason: "used_up" }) : again;
  }
  return { ok: true, order: await findOrderOf(eventId, id) };
}

/** Seats with the names that tickets carry. */
export async function namedSeats(
  eventId: number,
  seatIds: readonly number[],
): Promise<{ id: number; section: string; row: string; number: string }[]> {
  const seats = await openLiveSeats(eventId);
  invariant(seats, "an event with reservations has seats");
  return seatIds.map((id) => {
    const place = seats.places[id - 1];
    invariant(place, "a reserved seat stands in the layout");
    return { id, section: seats.layout.sections[place.section]?.name ?? "", row: place.row, number: place.number };
  });
}
