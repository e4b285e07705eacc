import { orderLinkKey } from "#lib/orders/reading/find-order";
import type { OrderView } from "#lib/orders/reading/views";
import { env } from "#lib/platform/env";

/** The address in a mail that opens the order without signing in. */
export function orderLinks(order: OrderView): { order: string } {
  const base = `${env().APP_URL.replace(/\/$/, "")}/orders/${order.number}`;
  const key = encodeURIComponent(orderLinkKey(order));
  return { order: `${base}?key=${key}` };
}
