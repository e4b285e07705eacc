import { orderFactShape } from "#lib/orders/fact-contract";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { sendDisputeMail } from "./send-dispute-mail.tsx";

/** Writes to the owners of an organization when a buyer's bank disputes a payment, and when it has decided. */
export const disputeMails: Subscriber = {
  name: "dispute-mails",
  types: ["payment.disputed", "dispute.closed"],
  handle: async ({ eventId, type, payload }) => {
    const fact = orderFactShape.parse({ ...payload, type });
    if (fact.type === "payment.disputed") await sendDisputeMail({ ...fact, eventId, news: "opened" });
    if (fact.type === "dispute.closed") await sendDisputeMail({ ...fact, eventId, news: fact.outcome });
  },
};
