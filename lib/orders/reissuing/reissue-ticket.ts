import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { parseOrderNumber } from "../placing/order-number.ts";
import { findOrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { ReissueWire } from "./reissue-contract.ts";
import { claimReissue } from "./reissue-store.ts";

/**
 * Gives a ticket a new code, for a lost phone or a code that was published: the gate refuses older codes as `replaced`, the
 * order's page shows the new one, and the buyer gets it by mail. For staff with `ticket.reissue`; a buyer could sell the ticket and
 * then replace the code that was sold. Refuses `not_reissuable` for a ticket that is void or was used.
 */
export async function reissueTicket(
  person: Person,
  named: { number: string; ticket: string },
): Promise<
  { ok: true; reissue: ReissueWire } | Refused<"not_found" | "forbidden" | "two_factor_required" | "not_reissuable">
> {
  const parsed = parseOrderNumber(named.number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order) return refuse("not_found");
  const { organizationId } = order.event;
  const staff = await staffIn(person, organizationId, "ticket.reissue");
  if (!staff.ok) return staff;
  const actor = person.keys[0] ?? "stranger";
  const claimed = await claimReissue(order, { ticketNumber: named.ticket, actor, organizationId });
  if (claimed === undefined) return refuse("not_found");
  if ("obstacle" in claimed) return refuse("not_reissuable", { reason: claimed.obstacle });
  return {
    ok: true,
    reissue: { ticket_number: named.ticket, order_number: order.number, issue: claimed.issue },
  };
}
