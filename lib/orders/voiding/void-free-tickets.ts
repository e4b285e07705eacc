import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { announceFreed } from "#lib/reservations/expire-holds";
import { parseOrderNumber } from "../placing/order-number.ts";
import { stateOf } from "../reading/contract.ts";
import { findOrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { VoidWire } from "./void-contract.ts";
import { claimVoid } from "./void-store.ts";

/**
 * Voids free tickets, for a script that took a free event's places or a guest who does not come: the gate refuses them, their seats
 * are free at once, and the holder gets a mail. For staff with `order.refund`; without `tickets` the whole order. Refuses
 * `not_voidable` for tickets that were paid, for the last one of an order that was, and for those that are void already or were used.
 */
export async function voidFreeTickets(
  person: Person,
  asked: { number: string; tickets?: readonly string[] | undefined; reason?: string | undefined },
): Promise<
  { ok: true; voided: VoidWire } | Refused<"not_found" | "forbidden" | "two_factor_required" | "not_voidable">
> {
  const parsed = parseOrderNumber(asked.number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order) return refuse("not_found");
  const { organizationId } = order.event;
  const staff = await staffIn(person, organizationId, "order.refund");
  if (!staff.ok) return staff;
  const actor = person.keys[0] ?? "stranger";
  const claimed = await claimVoid(order, { numbers: asked.tickets, reason: asked.reason, actor, organizationId });
  if ("obstacle" in claimed) {
    const { obstacle: reason, used } = claimed;
    return refuse("not_voidable", { reason, ...(used.length > 0 ? { tickets: used } : {}) });
  }
  announceFreed(claimed.changed);
  return {
    ok: true,
    voided: {
      order_number: order.number,
      status: stateOf({ ...order, status: claimed.status }),
      tickets: claimed.numbers,
    },
  };
}
