import type { Person } from "#lib/identity/identify";
import { gatewayOf } from "#lib/payments/choose-gateway";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { namedSeats } from "../placing/open-order.ts";
import { parseOrderNumber } from "../placing/order-number.ts";
import { mayOpenOrder } from "../reading/find-order.ts";
import { findOrderRows } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import { giveBack } from "./late-payment.ts";
import { claimOfferTaken, findHoldingPayment } from "./late-store.ts";
import { loadOrder } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";

/**
 * The answer of the buyer, or of whoever opened the order by the link in its mail, to substitute seats: yes books them for the money that is there, no sends the money back. An offer
 * that is over already has sent it back.
 */
export async function answerOffer(
  person: Person,
  { number, answer, linkKey }: { number: string; answer: "accept" | "refuse"; linkKey?: string | undefined },
): Promise<{ ok: true; status: string } | Refused<"not_found" | "order_closed">> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows || !mayOpenOrder(person, rows.order, linkKey)) return refuse("not_found");
  const { order } = rows;
  const payment = await findHoldingPayment(order);
  if (!order.offerUntil || !payment?.gatewayId) return refuse("order_closed", { status: order.status.toLowerCase() });
  if (answer === "accept") {
    const state = await gatewayOf(payment).find(payment.gatewayId);
    invariant(state, "a payment that holds money is known to its gateway");
    const holdsMoney = state.status === "authorized" || state.status === "captured";
    const taken = await namedSeats(order.eventId, order.offerSeatIds);
    if (holdsMoney && !(await claimOfferTaken(order, taken))) {
      return refuse("order_closed", { status: order.status.toLowerCase() });
    }
    // Money that is gone meanwhile is recorded, and the offer ends by itself.
    await applyGatewayState(payment, state);
    if (!holdsMoney) return refuse("order_closed", { status: "failed" });
  } else {
    await giveBack(payment, "buyer_declined");
  }
  return { ok: true, status: (await loadOrder(order.eventId, order.id)).status.toLowerCase() };
}
