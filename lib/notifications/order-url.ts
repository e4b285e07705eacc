import { orderLinkKey } from "#lib/orders/reading/find-order";
import type { OrderView } from "#lib/orders/reading/views";
import { env } from "#lib/platform/env";

/** The address in a mail that opens the order without signing in. */
export function orderUrl(order: OrderView): string {
  return `${env().APP_URL.replace(/\/$/, "")}/orders/${order.number}?key=${encodeURIComponent(orderLinkKey(order))}`;
}
