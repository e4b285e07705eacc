import { orderFactShape } from "#lib/orders/fact-contract";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { sendRefundFailedMail } from "./send-refund-failed-mail.tsx";

/** Writes to those who may refund an organization's orders when a buyer's refund is refused or comes back. */
export const refundFailedMails: Subscriber = {
  name: "refund-failed-mails",
  types: ["refund.failed"],
  handle: async ({ id, eventId, type, payload }) => {
    const fact = orderFactShape.parse({ ...payload, type });
    if (fact.type === "refund.failed") await sendRefundFailedMail({ ...fact, eventId, factId: id });
  },
};
