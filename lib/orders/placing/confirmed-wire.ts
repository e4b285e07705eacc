import { invariant } from "#lib/platform/invariant";
import { toMajor } from "#lib/platform/money";
import { payingPayment } from "../paying-payment.ts";
import { orderView } from "../reading/order-view.ts";
import { findOrderRows } from "../reading/store.ts";
import type { ConfirmedAnswer } from "./commit-contract.ts";

/**
 * The answer for a paid order, the same for every repetition (INV-6): it does not depend on whether the money has been
 * captured or refunded meanwhile, which the order itself shows.
 */
export async function confirmedOnWire(eventId: number, orderId: string): Promise<ConfirmedAnswer | undefined> {
  const rows = await findOrderRows({ eventId, id: orderId });
  invariant(rows, "a paid order exists");
  const { order, payments } = rows;
  const { tickets } = await orderView(rows);
  const payment = payingPayment(payments);
  if (!payment) return undefined;
  return {
    order_id: order.number,
    status: "confirmed",
    payment: {
      transaction_id: payment.gatewayId,
      amount: toMajor(order.totalMinor, order.currency),
      currency: order.currency,
      gateway: payment.gateway,
      status: "succeeded",
    },
    tickets: tickets.map((ticket) => ({
      ticket_number: ticket.number,
      seat: { section: ticket.section, row: ticket.row, number: ticket.seatNumber },
      qr_code: ticket.token,
    })),
    confirmed_at: (order.paidAt ?? order.createdAt).toISOString(),
  };
}
