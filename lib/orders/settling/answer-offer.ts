import type { Person } from "#lib/identity/identify";
import { gatewayOf } from "#lib/payments/choose-gateway";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { namedSeats } from "../placing/open-order.ts";
import { parseOrderNumber } from "../placing/order-number.ts";
import { stateOf } from "../reading/contract.ts";
import { mayOpenOrder } from "../reading/find-order.ts";
import { findOrderRows } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import { giveBack } from "./late-payment.ts";
import { claimOfferTaken, findHoldingPayment } from "./late-store.ts";
import { loadOrder } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";

/**
 * Answers an offer of substitute seats, for the buyer or the holder of the link in the order's mail: yes books them with the
 * existing money, no refunds it. An offer that is over has been refunded already.
 */
export async function answerOffer(
  person: Person,
  { number, answer, linkKey }: { number: string; answer: "accept" | "refuse"; linkKey?: string | undefined },
): Promise<{ ok: true; status: string } | Refused<"not_found" | "order_closed">> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows || !mayOpenOrder(person, rows, linkKey)) return refuse("not_found");
  const { order } = rows;
  const payment = await findHoldingPayment(order);
  if (!order.offerUntil || !payment?.gatewayId) return refuse("order_closed", { status: stateOf(order) });
  if (answer === "accept") {
    const state = await gatewayOf(payment).find(payment.gatewayId);
    invariant(state, "a payment that holds money is known to its gateway");
    const holdsMoney = state.status === "authorized" || state.status === "captured";
    const taken = await namedSeats(order.eventId, order.offerSeatIds);
    if (holdsMoney && !(await claimOfferTaken(order, taken))) {
      return refuse("order_closed", { status: stateOf(order) });
    }
    // Records money that is gone meanwhile; the reconciler then ends the offer.
    await applyGatewayState(payment, state);
    if (!holdsMoney) return refuse("order_closed", { status: "failed" });
  } else if (!(await giveBack(payment, "buyer_declined"))) {
    return refuse("order_closed", { status: (await loadOrder(order.eventId, order.id)).status.toLowerCase() });
  }
  return { ok: true, status: stateOf(await loadOrder(order.eventId, order.id)) };
}
