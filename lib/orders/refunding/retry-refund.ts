import { audit } from "#lib/audit/audit";
import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { parseOrderNumber } from "../placing/order-number.ts";
import { findOrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { RefundWire } from "./refund-contract.ts";
import { refundWireOf } from "./refund-order.ts";
import { claimRefundRetry, loadRefund } from "./refund-store.ts";
import { sendRefund } from "./send-refund.ts";

/** Lets staff send a refund again that the bank refused, once for each refusal. */
export async function retryRefund(
  person: Person,
  { number, refundId }: { number: string; refundId: { eventId: number; id: string } },
): Promise<
  { ok: true; refund: RefundWire } | Refused<"not_found" | "forbidden" | "two_factor_required" | "not_refundable">
> {
  const parsed = parseOrderNumber(number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order || refundId.eventId !== order.eventId) return refuse("not_found");
  const staff = await staffIn(person, order.event.organizationId, "order.refund");
  if (!staff.ok) return staff;
  if (!(await claimRefundRetry(order, refundId.id))) return refuse("not_refundable", { reason: "not_failed" });
  await audit({
    actor: person.keys[0] ?? "stranger",
    action: "order.refund_retry",
    subject: order.number,
    outcome: "ok",
    organizationId: order.event.organizationId,
    eventId: order.eventId,
    detail: { refund: refundId.id },
  });
  await sendRefund(await loadRefund(order.eventId, refundId.id));
  return { ok: true, refund: await refundWireOf(order, refundId.id) };
}
