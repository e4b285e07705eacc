import { createHash } from "node:crypto";
import { loadSoldEvent } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import { gatewayOf } from "#lib/payments/choose-gateway";
import { readAmount } from "#lib/platform/charge-limits";
import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { payingPayment } from "../paying-payment.ts";
import { parseOrderNumber } from "../placing/order-number.ts";
import { mayGiveBack, ownsOrder } from "../reading/find-order.ts";
import { findOrderHead, type OrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { RefundAsked } from "./judge-refund.ts";
import type { RefundBody } from "./refund-contract.ts";

export type RefundOrder = {
  number: string;
  /** What goes back: these tickets and add-ons, a sum (major unit), or all of it. */
  wanted:
    | { tickets?: readonly string[]; addOns?: readonly { addOnId: string; quantity: number }[] }
    | { amount: number }
    | "whole";
  reason?: string | undefined;
  /** The key of the link in the order's mail. */
  linkKey?: string | undefined;
  /** How many refunds the order had when the asker looked at it. */
  seenRefunds?: number | undefined;
  /** Of the request: its repetition answers the refund that it made, however long ago. */
  idempotencyKey?: string | undefined;
};

export type RequestRefusal = Refused<
  "not_found" | "forbidden" | "proof_required" | "two_factor_required" | "invalid_request"
>;

/** Reads what the API's body asks to give back. */
export function wantedBy({ tickets, add_ons, amount }: RefundBody): RefundOrder["wanted"] {
  if (amount !== undefined) return { amount };
  if (!tickets && !add_ons) return "whole";
  const addOns = add_ons?.map(({ add_on_id: addOnId, quantity }) => ({ addOnId, quantity }));
  return { ...(tickets ? { tickets } : {}), ...(addOns ? { addOns } : {}) };
}

/** Finds the order, checks what the person may ask of it, and says it as the rules read it. */
export async function readRefundRequest(
  person: Person,
  request: RefundOrder,
): Promise<{ ok: true; order: OrderHead; asked: RefundAsked } | RequestRefusal> {
  const parsed = parseOrderNumber(request.number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order) return refuse("not_found");
  const capacity = await capacityOf(person, order, request);
  if (!capacity.ok) return capacity;
  const { wanted } = request;
  const amount =
    typeof wanted === "object" && "amount" in wanted ? readAmount(wanted.amount, order.currency) : undefined;
  if (amount?.problem) {
    const isTooFine = amount.problem.kind === "step";
    const message = isTooFine
      ? `must have no more decimals than ${order.currency} has`
      : `is more than any payment in ${order.currency} can be`;
    return refuse("invalid_request", { fields: [{ path: "amount", message }] });
  }
  const payment = payingPayment(order.payments);
  const asked: RefundAsked = {
    ...partsOf(wanted),
    amountMinor: amount?.minor ?? null,
    reason: request.reason || "requested",
    byOwner: capacity.as === "owner",
    actor: person.keys[0] ?? "stranger",
    key: `${order.number}-r-${keyOf(request.idempotencyKey)}`,
    stepMinor: payment ? gatewayOf(payment).amountStepMinor(order.currency) : 1,
    gatewayId: null,
    seenRefunds: request.seenRefunds,
  };
  return { ok: true, order, asked };
}

type Capacity = { ok: true; as: "owner" | "staff" } | RequestRefusal;

/** Checks staff before owner, because staff may do more. Others learn nothing. */
async function capacityOf(person: Person, order: OrderHead, { wanted, linkKey }: RefundOrder): Promise<Capacity> {
  const staff = await staffIn(person, order.event.organizationId, "order.refund");
  if (staff.ok) return { ok: true, as: "staff" };
  const opened = { order, event: await loadSoldEvent(order.eventId) };
  if (!ownsOrder(person, opened, linkKey)) return staff;
  if (!mayGiveBack(person, opened, linkKey)) return refuse("proof_required");
  const isForStaff = typeof wanted === "object" && ("amount" in wanted || wanted.addOns !== undefined);
  return isForStaff ? refuse("forbidden") : { ok: true, as: "owner" };
}

function partsOf(wanted: RefundOrder["wanted"]): Pick<RefundAsked, "kind" | "numbers" | "addOns"> {
  if (wanted === "whole") return { kind: "whole", numbers: [] };
  if ("amount" in wanted) return { kind: "amount", numbers: [] };
  const { tickets = [], addOns } = wanted;
  return addOns ? { kind: "add_ons", numbers: tickets, addOns } : { kind: "tickets", numbers: tickets };
}

function keyOf(idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? uuidv7() : createHash("sha256").update(idempotencyKey).digest("base64url");
}
