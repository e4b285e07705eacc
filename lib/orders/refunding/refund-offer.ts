import type { Person } from "#lib/identity/identify";
import { gatewayOf } from "#lib/payments/choose-gateway";
import { databaseNow } from "#lib/platform/db/database-clock";
import { listUsedTickets } from "#lib/tickets/queries";
import { payingPayment } from "../paying-payment.ts";
import { parseOrderNumber } from "../placing/order-number.ts";
import { mayGiveBack, ownsOrder } from "../reading/find-order.ts";
import { orderedEvent, orderView } from "../reading/order-view.ts";
import { findOrderRows } from "../reading/store.ts";
import type { RefundOffer } from "./refund-contract.ts";
import { goodwillMinor } from "./refund-rules.ts";
import { listRefundsOfOrder } from "./refund-store.ts";

/** The refunds the person may request now; undefined when there are none or the order is not theirs. */
export async function refundOffer(
  person: Person,
  { number, linkKey }: { number: string; linkKey: string | undefined },
  now: Date = databaseNow(),
): Promise<RefundOffer | undefined> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows || !ownsOrder(person, rows, linkKey)) return undefined;
  const { order, items, payments } = rows;
  const isPaid = order.status === "PAID" || order.status === "PARTIALLY_REFUNDED";
  const { isCancelled, refundUntil, timeZone } = orderedEvent(rows.event, rows.order);
  const isInTime = isCancelled || (refundUntil !== null && new Date(refundUntil) > now);
  const payment = payingPayment(payments);
  if (!isPaid || !isInTime || payment?.status !== "CAPTURED" || payment.amountMinor === 0) return undefined;
  const [view, refunds, used] = await Promise.all([
    orderView(rows),
    listRefundsOfOrder(order),
    listUsedTickets(
      order.eventId,
      rows.tickets.map(({ id }) => id),
    ),
  ]);
  return {
    number,
    needsProof: !mayGiveBack(person, rows, linkKey),
    currency: order.currency,
    until: isCancelled ? null : refundUntil,
    timeZone,
    paid: {
      totalMinor: order.totalMinor,
      addOnsMinor: order.addOnsMinor,
      returnedMinor: rows.addOns.reduce((sum, { returnedMinor }) => sum + returnedMinor, 0),
      priceMinor: items.reduce((sum, { unitMinor }) => sum + unitMinor, 0),
      goodwillMinor: goodwillMinor(refunds),
      stepMinor: gatewayOf(payment).amountStepMinor(order.currency),
    },
    tickets: view.tickets.flatMap(
      ({ id, status, number, section, row, seatNumber, isTable, priceLevelName, unitMinor }) =>
        status === "LIVE"
          ? [{ number, section, row, seatNumber, isTable, priceLevelName, unitMinor, isUsed: used.has(id) }]
          : [],
    ),
  };
}
