import { daySales } from "#lib/analytics/day-sales/day-sales";
import { salesFigures } from "#lib/analytics/sales-figures";
import { seriesMaker } from "#lib/catalog/series/series-maker";
import { soldOutLevels } from "#lib/catalog/sold-out-levels";
import { accountMails } from "#lib/notifications/account-mails";
import { disputeMails } from "#lib/notifications/dispute-mails";
import { mailEraser } from "#lib/notifications/erase-mails";
import { orderMails } from "#lib/notifications/order-mails";
import { refundFailedMails } from "#lib/notifications/refund-failed-mails";
import { waiterMails } from "#lib/notifications/waiter-mails";
import { webhookPublisher } from "#lib/notifications/webhooks/publish-webhook";
import { orderCanceller } from "#lib/orders/cancelling/cancel-orders";
import { orderRelabeller } from "#lib/orders/changing-hall/relabel-orders";
import { buyerEraser } from "#lib/orders/erase-buyer";
import { invoiceIssuer } from "#lib/orders/invoicing/issue-invoices";
import { guestOrders } from "#lib/orders/join-guest-orders";
import { timeInsideEnder } from "#lib/orders/settling/end-time-inside";
import { holderTeller } from "#lib/orders/telling/tell-holders";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { publishEvent } from "#lib/seating/publish-event";

/** All subscribers of facts. The relay removes facts whose type has no subscriber. */
export const SUBSCRIBERS: readonly Subscriber[] = [
  guestOrders,
  buyerEraser,
  orderCanceller,
  holderTeller,
  orderRelabeller,
  invoiceIssuer,
  timeInsideEnder,
  orderMails,
  disputeMails,
  refundFailedMails,
  accountMails,
  waiterMails,
  webhookPublisher,
  salesFigures,
  daySales,
  soldOutLevels,
  seriesMaker({ copyRules: copyEventRules, publish: publishEvent }),
  mailEraser,
];
