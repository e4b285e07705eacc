import { orderFactShape } from "#lib/orders/fact-contract";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { sendCalledOffMail } from "./send-called-off-mail.tsx";
import { sendChangeMail } from "./send-change-mail.tsx";
import { sendLinksEndedMail } from "./send-links-ended-mail.tsx";
import { sendOfferMail } from "./send-offer-mail.tsx";
import { sendOrderMail } from "./send-order-mail.tsx";
import { sendRefundMail } from "./send-refund-mail.tsx";
import { sendReissueMail } from "./send-reissue-mail.tsx";
import { sendSeatsChangedMail } from "./send-seats-changed-mail.tsx";
import { sendSeatsWorseMail } from "./send-seats-worse-mail.tsx";
import { sendVoidedMail } from "./send-voided-mail.tsx";

/** Writes to buyers what happened to their orders. */
export const orderMails: Subscriber = {
  name: "order-mails",
  types: [
    "order.paid",
    "order.refunded",
    "order.given_back",
    "order.called_off",
    "order.event_changed",
    "order.seats_changed",
    "order.seats_worse",
    "order.undone",
    "offer.made",
    "ticket.reissued",
    "order.links_ended",
    "tickets.voided",
  ],
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
      // The mail that the event is cancelled names the refund.
      if (fact.because === "requested") await sendRefundMail({ ...order, ...fact, reason: "requested" });
      return;
    case "order.called_off":
      return sendCalledOffMail({ ...order, amountMinor: fact.amountMinor });
    case "order.event_changed":
      return sendChangeMail({ ...order, change: fact.change });
    case "order.seats_changed":
      return sendSeatsChangedMail({ ...order, ...fact });
    case "order.seats_worse":
      return sendSeatsWorseMail({ ...order, changeId: fact.changeId });
    case "order.given_back":
      if (fact.because === "event_cancelled")
        return sendCalledOffMail({ ...order, amountMinor: fact.refundId === null ? 0 : fact.amountMinor });
      // Nothing was paid, so there is no refund to report.
      if (fact.amountMinor > 0) await sendRefundMail({ ...order, ...fact, reason: "late_payment" });
      return;
    case "order.undone":
      return sendRefundMail({ ...order, ...fact, refundId: null, reason: "payment_withdrawn" });
    case "ticket.reissued":
      return sendReissueMail({ ...order, ...fact });
    case "order.links_ended":
      return sendLinksEndedMail({ ...order, ...fact });
    case "tickets.voided":
      // The mail that the event is cancelled says so.
      if (fact.because === "by_staff") await sendVoidedMail({ ...order, ...fact });
      return;
    case "tickets.forfeited":
    case "refund.failed":
    case "refund.sent_again":
    case "payment.moved":
    case "invoice.asked":
    case "payment.disputed":
    case "dispute.closed":
    case "tickets.suspended":
    case "tickets.restored":
      return;
  }
}
