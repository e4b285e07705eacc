import type { Person } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { announceFreed } from "#lib/reservations/expire-holds";
import { listTicketNumbers } from "#lib/tickets/queries";
import { listAddOnsOfOrder, type OrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { RefundWire } from "./refund-contract.ts";
import { type RefundOrder, type RequestRefusal, readRefundRequest } from "./refund-request.ts";
import { claimRefund, loadRefund, type RefundDecision } from "./refund-store.ts";
import { refundOnWire } from "./refund-wire.ts";
import { sendRefund } from "./send-refund.ts";

/**
 * Refunds a paid order: its owner may return tickets or the whole order within the event's policy; staff with `order.refund` may
 * refund any part, single add-ons too. The refund is recorded, with tickets void, seats free and add-ons in stock, before the gateway is
 * asked; if the gateway is unreachable the reconciler asks later (INV-2, INV-10). The link of a mail alone is refused `proof_required`: its
 * reader signs in with the order's mail address first. For all others the order does not exist.
 */
export async function refundOrder(
  person: Person,
  request: RefundOrder,
): Promise<{ ok: true; refund: RefundWire } | RequestRefusal | Refused<"not_refundable">> {
  const read = await readRefundRequest(person, request);
  if (!read.ok) return read;
  return answerTo(await claimRefund(read.order, read.asked), read.order);
}

async function answerTo(
  { said, refundId, changed, ...refused }: RefundDecision,
  order: OrderHead,
): Promise<{ ok: true; refund: RefundWire } | Refused<"not_refundable">> {
  if (refundId === null) return notRefundable({ ...refused, said }, order.currency);
  announceFreed(changed);
  const refund = await loadRefund(order.eventId, refundId);
  if (refund.status === "PENDING") await sendRefund(refund);
  return { ok: true, refund: await refundWireOf(order, refundId) };
}

/** Why an order cannot be refunded so. */
export function notRefundable(
  { said, restMinor, used }: { said: RefundDecision["said"]; restMinor: number; used: string[] },
  currency: string,
): Refused<"not_refundable"> {
  const details = {
    ...(said === "too_much" ? { refundable_amount: toMajor(restMinor, currency) } : {}),
    ...(said === "checked_in" ? { tickets: used } : {}),
  };
  return refuse("not_refundable", { reason: said, ...details });
}

/** The refund as it stands now. */
export async function refundWireOf(order: OrderHead, refundId: string): Promise<RefundWire> {
  const refund = await loadRefund(order.eventId, refundId);
  const [tickets, addOns] = await Promise.all([
    listTicketNumbers(order.eventId, refund.ticketIds),
    refund.addOnIds.length === 0 ? [] : listAddOnsOfOrder(order),
  ]);
  return refundOnWire(refund, { orderNumber: order.number, currency: order.currency, tickets, addOns });
}
