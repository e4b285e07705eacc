import { z } from "zod";
import { findOrganizationOf } from "#lib/catalog/queries";
import { orderFactShape } from "#lib/orders/fact-contract";
import { uuid } from "#lib/platform/input";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { ticketFactShape } from "#lib/tickets/fact-contract";
import { type WebhookFact, webhookData } from "./webhook-data.ts";
import { appendDeliveries } from "./webhook-delivery-store.ts";
import { webhookMessage } from "./webhook-message.ts";
import { isWanted } from "./webhook-store.ts";

const hallFactShape = z.object({ changeId: uuid });

/** What happens to an event itself. */
const EVENT_FACTS = [
  "event.changed",
  "event.moved",
  "event.published",
  "event.cancelled",
  "event.hall_changed",
] as const;

/** Sends facts as messages to the organization's webhooks. */
export const webhookPublisher: Subscriber = {
  name: "webhooks",
  types: ["order.paid", "order.refunded", "payment.disputed", "dispute.closed", "ticket.admitted", ...EVENT_FACTS],
  handle: async (fact) => {
    for (const message of messagesOf(fact)) await publishWebhook(message);
  },
  atOnce: 2,
};

/** A fact as receivers know it: the names of message types are older than those of facts, and public. */
function messagesOf(fact: Fact): WebhookFact[] {
  const { type, eventId, payload } = fact;
  if (type === "event.hall_changed") {
    // An event with another hall is another event to those who asked for changes of any kind.
    const { changeId } = hallFactShape.parse(payload);
    return [
      { type, eventId, changeId },
      { type: "event.updated", eventId },
    ];
  }
  const message = messageOf(fact);
  return message ? [message] : [];
}

function messageOf({ type, eventId, payload }: Fact): WebhookFact | undefined {
  if ((EVENT_FACTS as readonly string[]).includes(type)) return { type: "event.updated", eventId };
  if (type === "ticket.admitted") {
    const { ticketId } = ticketFactShape.parse({ ...payload, type });
    return { type: "ticket.checked_in", eventId, ticketId };
  }
  const fact = orderFactShape.parse({ ...payload, type });
  if (fact.type === "order.paid") return { type: fact.type, eventId, orderId: fact.orderId };
  if (fact.type === "order.refunded")
    return { type: fact.type, eventId, orderId: fact.orderId, refundId: fact.refundId };
  if (fact.type === "payment.disputed" || fact.type === "dispute.closed")
    return { type: fact.type, eventId, orderId: fact.orderId, disputeId: fact.disputeId };
  return undefined;
}

/**
 * Makes the message of a fact and hands it to every endpoint of the event's organization that wants it. Runs again
 * without harm: the message's id comes from the fact, and an endpoint has each message once (INV-11).
 */
export async function publishWebhook(fact: WebhookFact): Promise<void> {
  const organizationId = await findOrganizationOf(fact.eventId);
  if (organizationId === undefined || !(await isWanted(organizationId, fact.type))) return;
  const message = await webhookData(fact);
  if (!message) return;
  await appendDeliveries({ organizationId, type: fact.type, ...webhookMessage(fact.type, message.name, message.data) });
}
