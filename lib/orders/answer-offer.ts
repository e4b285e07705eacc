import { owns, type Person } from "#lib/accounts/identify";
import { invariant } from "#lib/platform/invariant";
import { type Refused, refuse } from "#lib/platform/refusals";
import { openLiveSeats } from "#lib/seating/live-seats";
import { gateway } from "#lib/payments/choose-gateway";
import { giveBack } from "./late-payment.ts";
import { claimOfferTaken, findHoldingPayment } from "./late-store.ts";
import { parseOrderNumber } from "./order-number.ts";
import { loadOrder } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";
import { findOrderRows } from "./store.ts";

/**
 * The buyer's answer to substitute seats: yes books them for the money that is there, no sends the money back. An offer
 * that is over already has sent it back.
 */
export async function answerOffer(person: Person, number: string, isAccepted: boolean): Promise<{ ok: true; status: string } | Refused<"not_found" | "order_closed">> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows || !owns(person, rows.order.buyerKey)) return refuse("not_found");
  const { order, items } = rows;
  const payment = await findHoldingPayment(order);
  if (!order.offerUntil || !payment?.gatewayId) return refuse("order_closed", { status: order.status.toLowerCase() });
  if (isAccepted) {
    const seats = await openLiveSeats(order.eventId);
    invariant(seats, "an event with orders has seats");
    const taken = order.offerSeatIds.map((seatId, i) => {
      const place = seats.places[seatId - 1];
      return {
        id: seatId,
        unit_minor: items[i]?.unitMinor ?? 0,
        section: seats.layout.sections[place?.section ?? -1]?.name ?? "",
        row: place?.row ?? "",
        number: place?.number ?? "",
      };
    });
    if (!(await claimOfferTaken(order, taken))) return refuse("order_closed", { status: order.status.toLowerCase() });
    const state = await gateway().find(payment.gatewayId);
    invariant(state, "a payment that holds money is known to its gateway");
    const attempt = rows.payments.find((each) => each.id === payment.id);
    invariant(attempt, "the payment belongs to the order");
    await applyGatewayState(attempt, state);
  } else {
    await giveBack({ eventId: order.eventId, id: payment.id, orderId: order.id });
  }
  return { ok: true, status: (await loadOrder(order.eventId, order.id)).status.toLowerCase() };
}
