import { salesFigures } from "#lib/analytics/sales-figures";
import { accountMails } from "#lib/notifications/account-mails";
import { mailEraser } from "#lib/notifications/erase-mails";
import { orderMails } from "#lib/notifications/order-mails";
import { webhookPublisher } from "#lib/notifications/webhooks/publish-webhook";
import { buyerEraser } from "#lib/orders/erase-buyer";
import { guestOrders } from "#lib/orders/join-guest-orders";
import type { Subscriber } from "#lib/platform/outbox/fact";

/** All who act on what has happened. A fact of a type that nobody here names is removed by the relay. */
export const SUBSCRIBERS: readonly Subscriber[] = [
  guestOrders,
  buyerEraser,
  orderMails,
  accountMails,
  webhookPublisher,
  salesFigures,
  mailEraser,
];
