import { createHash } from "node:crypto";
import { WEBHOOK_API_VERSION, type WebhookEvent } from "./webhook-contract.ts";

/**
 * A message as it is sent and stored. Its id is derived from its fact, so a job that runs twice creates the same message and
 * receivers recognise repetitions (INV-11).
 */
export function webhookMessage(
  type: WebhookEvent | "ping",
  fact: string,
  data: unknown,
): { messageId: string; body: string } {
  const messageId = `msg_${createHash("sha256").update(fact).digest("hex").slice(0, 32)}`;
  const created_at = new Date().toISOString();
  return {
    messageId,
    body: JSON.stringify({ id: messageId, type, created_at, api_version: WEBHOOK_API_VERSION, data }),
  };
}
