import { orderFactShape } from "#lib/orders/fact-contract";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { sendOfferMail } from "./send-offer-mail.tsx";
import { sendOrderMail } from "./send-order-mail.tsx";
import { sendRefundMail } from "./send-refund-mail.tsx";
import { sendReissueMail } from "./send-reissue-mail.tsx";

/** Writes to buyers what happened to their orders. */
export const orderMails: Subscriber = {
  name: "order-mails",
  types: ["order.paid", "order.refunded", "order.given_back", "order.undone", "offer.made", "ticket.reissued"],
  handle,
  atOnce: 3,
};

async function handle({ eventId, type, payload }: Fact): Promise<void> {
  const fact = orderFactShape.parse({ ...payload, type });
  const order = { eventId, orderId: fact.orderId };
  switch (fact.type) {
    case "order.paid":
      return sendOrderMail(order);
    case "offer.made":
      return sendOfferMail(order);
    case "order.refunded":
      return sendRefundMail({ ...order, ...fact, reason: "requested" });
    case "order.given_back":
      // Nothing was paid, so there is no refund to report.
      if (fact.amountMinor > 0) await sendRefundMail({ ...order, ...fact, reason: "late_payment" });
      return;
    case "order.undone":
      return sendRefundMail({ ...order, ...fact, refundId: null, reason: "payment_withdrawn" });
    case "ticket.reissued":
      return sendReissueMail({ ...order, ...fact });
    case "tickets.forfeited":
    case "payment.moved":
    case "payment.disputed":
    case "dispute.closed":
    case "tickets.suspended":
    case "tickets.restored":
      return;
  }
}
