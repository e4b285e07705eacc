import type { GatewayDispute } from "#lib/payments/gateway";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { loadRefund } from "../refunding/refund-store.ts";
import { sendRefund } from "../refunding/send-refund.ts";
import { claimDispute } from "./dispute-store.ts";

/**
 * Brings our books to what the gateway says of a dispute: payment, tickets, order, audit and the facts of which the organizer
 * hears, in one transaction. Refunds that a dispute blocked are sent again when it ends for us. What is known already changes nothing, however often it is heard (INV-11).
 */
export async function recordDispute(payment: { eventId: number; id: string }, said: GatewayDispute): Promise<void> {
  const claimed = await claimDispute(payment, said);
  if (!claimed) return;
  const { decision, freed, again } = claimed;
  const about = { eventId: payment.eventId, payment: payment.id, tickets: decision.tickets };
  log().warn({ ...about, ...decision.dispute }, "a payment is disputed");
  if (freed) announceFreed(freed);
  // Where the gateway cannot answer now, the reconciler asks again.
  for (const id of again) await sendRefund(await loadRefund(payment.eventId, id));
}
