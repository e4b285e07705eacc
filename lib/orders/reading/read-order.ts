import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { parseOrderNumber } from "../placing/order-number.ts";
import type { OrderWire } from "./contract.ts";
import { ownsOrder } from "./find-order.ts";
import { orderOnWire } from "./order-wire.ts";
import { findOrderRows } from "./store.ts";

/** An order that this organization sold, as its staff see it. For all others it does not exist. */
export async function readSoldOrder(
  person: Person,
  { number, organizationId }: { number: string; organizationId: string },
): Promise<{ ok: true; order: OrderWire } | Refused<"not_found" | "forbidden" | "two_factor_required">> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows || rows.event.organizationId !== organizationId) return refuse("not_found");
  const staff = await staffIn(person, organizationId, "order.read");
  return staff.ok ? { ok: true, order: await orderOnWire(rows, "staff") } : staff;
}

/**
 * An order for its buyer, for the holder of the link from its mail, or for staff of the organization that sold it. For all
 * others it does not exist.
 */
export async function readOrder(
  person: Person,
  { number, linkKey }: { number: string; linkKey?: string | undefined },
): Promise<{ ok: true; order: OrderWire } | Refused<"not_found" | "forbidden" | "two_factor_required">> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows) return refuse("not_found");
  const isOwner = ownsOrder(person, rows, linkKey);
  const staff = isOwner ? undefined : await staffIn(person, rows.event.organizationId, "order.read");
  if (staff && !staff.ok) return staff;
  return { ok: true, order: await orderOnWire(rows, isOwner ? "owner" : "staff") };
}
