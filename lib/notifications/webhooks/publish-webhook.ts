import { webhookData, webhookFact } from "./webhook-data.ts";
import { appendDeliveries } from "./webhook-delivery-store.ts";
import { findOrganizationOf } from "./webhook-fact-store.ts";
import { webhookMessage } from "./webhook-message.ts";
import { isWanted } from "./webhook-store.ts";

/**
 * Makes the message of a fact and hands it to every endpoint of the event's organization that wants it. Runs again
 * without harm: the message's id comes from the fact, and an endpoint has each message once (INV-11).
 */
export async function publishWebhook(payload: unknown): Promise<void> {
  const fact = webhookFact.parse(payload);
  const organizationId = fact.organizationId ?? (await findOrganizationOf(fact.eventId));
  if (organizationId === undefined || !(await isWanted(organizationId, fact.type))) return;
  const told = await webhookData(fact);
  if (!told) return;
  await appendDeliveries({ organizationId, type: fact.type, ...webhookMessage(fact.type, told.name, told.data) });
}
