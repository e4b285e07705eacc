import { owns, type Person } from "#lib/identity/identify";
import { signValue, verifySigned } from "#lib/platform/ids";
import { parseOrderNumber } from "../placing/order-number.ts";
import { orderView } from "./order-view.ts";
import { findOrderRows } from "./store.ts";
import type { OrderView } from "./views.ts";

/**
 * The order of this number, for its buyer or for the holder of the signed link from its mail (`linkKey`). For all others it
 * does not exist.
 */
export async function findOrder(person: Person, number: string, linkKey?: string): Promise<OrderView | undefined> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows) return undefined;
  return mayOpenOrder(person, rows.order, linkKey) ? await orderView(rows) : undefined;
}

/** Whether the order is the person's, or the link from its mail opens it. */
export function mayOpenOrder(
  person: Person,
  order: { buyerKey: string; number: string },
  linkKey: string | undefined,
): boolean {
  return owns(person, order.buyerKey) || isOrderLinkKey(linkKey, order.number);
}

/** The same for what only its buyer may do: an access token of an organization speaks for the organization alone. */
export function ownsOrder(
  person: Person,
  order: { buyerKey: string; number: string },
  linkKey: string | undefined,
): boolean {
  return person.scopes === undefined && mayOpenOrder(person, order, linkKey);
}

/** The order of this id without a check of the reader: for mails to the buyer. */
export async function orderById(eventId: number, id: string): Promise<OrderView | undefined> {
  const rows = await findOrderRows({ eventId, id });
  return rows && (await orderView(rows));
}

/** What the link in a mail carries as `?key=`: it opens this one order and nothing else. */
export function orderLinkKey(number: string): string {
  return signValue(ORDER_LINK, number);
}

function isOrderLinkKey(key: string | undefined, number: string): boolean {
  return key !== undefined && verifySigned(ORDER_LINK, key) === number;
}

const ORDER_LINK = "order-link";
