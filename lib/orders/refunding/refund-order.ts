import { createHash } from "node:crypto";
import { loadSoldEvent } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import { gatewayOf } from "#lib/payments/choose-gateway";
import { readAmount } from "#lib/platform/charge-limits";
import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { toMajor } from "#lib/platform/money";
import { announceFreed } from "#lib/reservations/expire-holds";
import { listTicketNumbers } from "#lib/tickets/queries";
import { payingPayment } from "../paying-payment.ts";
import { parseOrderNumber } from "../placing/order-number.ts";
import { mayGiveBack, ownsOrder } from "../reading/find-order.ts";
import { findOrderHead, type OrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { RefundWire } from "./refund-contract.ts";
import { claimRefund, loadRefund, type RefundDecision } from "./refund-store.ts";
import { refundOnWire } from "./refund-wire.ts";
import { sendRefund } from "./send-refund.ts";

export type RefundOrder = {
  number: string;
  /** What goes back: these tickets, a sum (major unit), or all of it. */
  wanted: { tickets: readonly string[] } | { amount: number } | "whole";
  reason?: string | undefined;
  /** The key of the link in the order's mail. */
  linkKey?: string | undefined;
  /** Of the request: its repetition answers the refund that it made, however long ago. */
  idempotencyKey?: string | undefined;
};

type RefundRefusal = Refused<
  "not_found" | "forbidden" | "proof_required" | "two_factor_required" | "invalid_request" | "not_refundable"
>;

/**
 * Refunds a paid order: its owner may return tickets or the whole order within the event's policy; staff with `order.refund` may
 * refund any part. The refund is recorded, with tickets void and seats free, before the gateway is asked; if the gateway is
 * unreachable the reconciler asks later (INV-2, INV-10). The link of a mail alone is refused `proof_required`: its reader signs in
 * with the order's mail address first. For all others the order does not exist.
 */
export async function refundOrder(
  person: Person,
  request: RefundOrder,
): Promise<{ ok: true; refund: RefundWire } | RefundRefusal> {
  const parsed = parseOrderNumber(request.number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order) return refuse("not_found");
  const capacity = await capacityOf(person, order, request);
  if (!capacity.ok) return capacity;
  const amount =
    typeof request.wanted === "object" && "amount" in request.wanted
      ? readAmount(request.wanted.amount, order.currency)
      : undefined;
  if (amount?.problem) {
    const isTooFine = amount.problem.kind === "step";
    const message = isTooFine
      ? `must have no more decimals than ${order.currency} has`
      : `is more than any payment in ${order.currency} can be`;
    return refuse("invalid_request", { fields: [{ path: "amount", message }] });
  }
  const payment = payingPayment(order.payments);
  const decision = await claimRefund(order, {
    kind: kindOf(request.wanted),
    numbers: typeof request.wanted === "object" && "tickets" in request.wanted ? request.wanted.tickets : [],
    amountMinor: amount?.minor ?? null,
    reason: request.reason || "requested",
    byOwner: capacity.as === "owner",
    actor: person.keys[0] ?? "stranger",
    key: `${order.number}-r-${keyOf(request.idempotencyKey)}`,
    stepMinor: payment ? gatewayOf(payment).amountStepMinor(order.currency) : 1,
    gatewayId: null,
  });
  return answerTo(decision, order);
}

type Capacity = { ok: true; as: "owner" | "staff" } | RefundRefusal;

/** Checks staff before owner, because staff may do more. Others learn nothing. */
async function capacityOf(person: Person, order: OrderHead, { wanted, linkKey }: RefundOrder): Promise<Capacity> {
  const staff = await staffIn(person, order.event.organizationId, "order.refund");
  if (staff.ok) return { ok: true, as: "staff" };
  const opened = { order, event: await loadSoldEvent(order.eventId) };
  if (!ownsOrder(person, opened, linkKey)) return staff;
  if (!mayGiveBack(person, opened, linkKey)) return refuse("proof_required");
  const isByAmount = typeof wanted === "object" && "amount" in wanted;
  return isByAmount ? refuse("forbidden") : { ok: true, as: "owner" };
}

function kindOf(wanted: RefundOrder["wanted"]): "whole" | "tickets" | "amount" {
  if (wanted === "whole") return "whole";
  return "amount" in wanted ? "amount" : "tickets";
}

function keyOf(idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? uuidv7() : createHash("sha256").update(idempotencyKey).digest("base64url");
}

async function answerTo(
  { said, refundId, restMinor, used, changed }: RefundDecision,
  order: OrderHead,
): Promise<{ ok: true; refund: RefundWire } | Refused<"not_refundable">> {
  if (refundId === null) {
    const details = {
      ...(said === "too_much" ? { refundable_amount: toMajor(restMinor, order.currency) } : {}),
      ...(said === "checked_in" ? { tickets: used } : {}),
    };
    return refuse("not_refundable", { reason: said, ...details });
  }
  announceFreed(changed);
  const refund = await loadRefund(order.eventId, refundId);
  if (refund.status === "PENDING") await sendRefund(refund);
  return { ok: true, refund: await refundWireOf(order, refundId) };
}

/** The refund as it stands now. */
export async function refundWireOf(order: OrderHead, refundId: string): Promise<RefundWire> {
  const refund = await loadRefund(order.eventId, refundId);
  const tickets = await listTicketNumbers(order.eventId, refund.ticketIds);
  return refundOnWire(refund, { orderNumber: order.number, currency: order.currency, tickets });
}
