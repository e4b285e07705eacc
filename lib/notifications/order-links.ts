import { orderLinkKey } from "#lib/orders/reading/find-order";
import type { OrderView, TicketView } from "#lib/orders/reading/views";
import { env } from "#lib/platform/env";

/** Addresses in a mail that open the order, and each ticket's code as a picture, without signing in. */
export function orderLinks(order: OrderView): { order: string; qr: (ticket: TicketView) => string } {
  const base = `${env().APP_URL.replace(/\/$/, "")}/orders/${order.number}`;
  const key = encodeURIComponent(orderLinkKey(order.number));
  return { order: `${base}?key=${key}`, qr: (ticket) => `${base}/tickets/${ticket.id}/qr.png?key=${key}` };
}
