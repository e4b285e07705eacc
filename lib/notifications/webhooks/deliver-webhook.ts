import { z } from "zod";
import { audit } from "#lib/audit/audit";
import { uuid } from "#lib/platform/input";
import { log } from "#lib/platform/observability/log";
import { type Network, sendWebhook } from "./send-webhook.ts";
import {
  type Attempt,
  type DeliveryToSend,
  findDeliveryToSend,
  markAbandoned,
  markWebhookDelivered,
  scheduleRetry,
} from "./webhook-delivery-store.ts";
import { pauseAfter } from "./webhook-schedule.ts";
import { openWebhookSecret, signWebhook } from "./webhook-signature.ts";
import { claimGone } from "./webhook-store.ts";

const payloadShape = z.object({
  deliveryId: uuid,
  /** How often this round failed before. */
  tries: z.int().min(0),
});

/**
 * Sends one message to one webhook and records the result: accepted with 2xx, scheduled for another attempt, or given up after
 * three days. A webhook that answers 410 gets no more messages until it is switched on again.
 */
export async function deliverWebhook(payload: unknown, network?: Network): Promise<void> {
  const { deliveryId, tries } = payloadShape.parse(payload);
  const delivery = await findDeliveryToSend(deliveryId);
  // A job that runs again finds the work done (INV-11); an endpoint that was removed took its messages with it.
  if (!delivery || delivery.deliveredAt || delivery.abandonedAt) return;
  if (delivery.endpoint.disabledAt) return markAbandoned(deliveryId, { failure: "disabled" });
  const attempt = await send(delivery, network);
  if (attempt.failure === null) return markWebhookDelivered(deliveryId, attempt);
  if (attempt.status === GONE) return retire(delivery, attempt);
  const since = (delivery.replayedAt ?? delivery.createdAt).getTime();
  const pauseMs = pauseAfter(tries + 1, Date.now() - since, Math.random());
  log().info({ deliveryId, tries, ...attempt, pauseMs }, "a webhook was not taken");
  if (pauseMs === undefined) await markAbandoned(deliveryId, attempt);
  else await scheduleRetry(deliveryId, attempt, { pauseMs, tries: tries + 1 });
}

const GONE = 410;

async function send(delivery: DeliveryToSend, network: Network | undefined): Promise<Attempt> {
  const { endpoint, body } = delivery;
  const isOldGood = endpoint.previousSecretUntil !== null && endpoint.previousSecretUntil.getTime() > Date.now();
  const sealed = [endpoint.sealedSecret, ...(isOldGood ? [endpoint.previousSealedSecret ?? ""] : [])];
  const secrets = sealed.flatMap((each) => openWebhookSecret(each) ?? []);
  if (secrets.length === 0) return { status: null, failure: "secret_lost", durationMs: 0 };
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Fairseat-Webhooks/1",
    "fairseat-message-id": delivery.messageId,
    "fairseat-event": delivery.type,
    "fairseat-signature": signWebhook(body, secrets, new Date()),
  };
  const sent = await sendWebhook({ url: endpoint.url, body, headers }, network);
  const isTaken = sent.status !== null && sent.status >= 200 && sent.status < 300;
  return { status: sent.status, failure: isTaken ? null : (sent.failure ?? "status"), durationMs: sent.durationMs };
}

async function retire(delivery: DeliveryToSend, attempt: Attempt): Promise<void> {
  await markAbandoned(delivery.id, attempt);
  if (!(await claimGone(delivery.endpointId))) return;
  await audit({
    actor: "system",
    action: "webhook.disable",
    subject: delivery.endpointId,
    outcome: "gone",
    organizationId: delivery.endpoint.organizationId,
  });
}
