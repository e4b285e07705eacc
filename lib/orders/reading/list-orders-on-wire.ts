import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { type OrdersAnswer, type OrdersQuery, statusOf } from "./contract.ts";
import { orderLineOnWire } from "./order-wire.ts";
import { listOrderLines, type OrderFilter } from "./store.ts";

const LIMIT = 20;

/**
 * Orders, newest first, one page: the person's own, or with `organization_id` those that this organization took, for its
 * staff. Attempts that failed are left out unless they are asked for. A stranger has none.
 */
export async function listOrdersOnWire(
  person: Person,
  query: OrdersQuery,
): Promise<{ ok: true; orders: OrdersAnswer } | Refused<"not_found" | "forbidden" | "two_factor_required">> {
  const { organization_id: organizationId, page = 1, limit = LIMIT } = query;
  const staff = organizationId === undefined ? undefined : await staffIn(person, organizationId, "order.read");
  if (staff && !staff.ok) return staff;
  const reader = staff ? "staff" : "owner";
  const { rows, total } = await listOrderLines(filterOf(person, query), { take: limit, skip: (page - 1) * limit });
  return {
    ok: true,
    orders: { data: rows.map((row) => orderLineOnWire(row, reader)), meta: { total, page, limit } },
  };
}

function filterOf(person: Person, query: OrdersQuery): OrderFilter {
  const { organization_id: organizationId, event_id: eventId, status, trouble, q } = query;
  // An organization's access token must not reach its creator's own orders.
  const buyerKeys = person.scopes === undefined ? person.keys : [];
  return {
    ...(organizationId === undefined ? { buyerKeys } : { organizationId, words: q, trouble }),
    eventId,
    status: status && statusOf(status),
  };
}
