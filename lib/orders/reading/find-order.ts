import { owns, type Person } from "#lib/identity/identify";
import { signValue, verifySigned } from "#lib/platform/ids";
import { parseOrderNumber } from "../placing/order-number.ts";
import { orderView } from "./order-view.ts";
import { findOrderRows } from "./store.ts";
import type { OrderView } from "./views.ts";

/** What decides whether a person or a link opens an order. */
type Opened = {
  readonly order: { buyerKey: string; number: string; email: string; linkVersion: number };
  readonly event: { endsAt: Date };
};

/**
 * The order of this number, for its buyer or for the holder of the signed link from its mail (`linkKey`). For all others it
 * does not exist.
 */
export async function findOrder(person: Person, number: string, linkKey?: string): Promise<OrderView | undefined> {
  const parsed = parseOrderNumber(number);
  const rows = parsed && (await findOrderRows(parsed));
  if (!rows) return undefined;
  return mayOpenOrder(person, rows, linkKey) ? await orderView(rows) : undefined;
}

/** Whether the order is the person's, or the link from its mail opens it. */
export function mayOpenOrder(person: Person, opened: Opened, linkKey: string | undefined): boolean {
  return owns(person, opened.order.buyerKey) || isOrderLinkKey(linkKey, opened);
}

/** The same for what only its buyer may do: an access token of an organization speaks for the organization alone. */
export function ownsOrder(person: Person, opened: Opened, linkKey: string | undefined): boolean {
  return person.scopes === undefined && mayOpenOrder(person, opened, linkKey);
}

/**
 * Whether the person may give the order back: its buyer, or the link's holder who is signed in with the order's own mail address.
 * A link alone is not enough, because mails are forwarded and read over shoulders.
 */
export function mayGiveBack(person: Person, opened: Opened, linkKey: string | undefined): boolean {
  if (person.scopes !== undefined) return false;
  if (owns(person, opened.order.buyerKey)) return true;
  const isReader = person.email !== undefined && person.email.toLowerCase() === opened.order.email.toLowerCase();
  return isReader && isOrderLinkKey(linkKey, opened);
}

/** The order of this id without a check of the reader: for mails to the buyer. */
export async function orderById(eventId: number, id: string): Promise<OrderView | undefined> {
  const rows = await findOrderRows({ eventId, id });
  return rows && (await orderView(rows));
}

/**
 * What the link in a mail carries as `?key=`: it opens this one order and nothing else, until its links are ended (which raises
 * `linkVersion`) or a month after the event.
 */
export function orderLinkKey({ number, linkVersion }: { number: string; linkVersion: number }): string {
  return signValue(ORDER_LINK, linkVersion === 0 ? number : `${number} ${linkVersion}`);
}

/** So long after the event's end the links in its mails still open their orders. */
export const LINK_DAYS_AFTER_EVENT = 30;

function isOrderLinkKey(key: string | undefined, { order, event }: Opened): boolean {
  const endsMs = event.endsAt.getTime() + LINK_DAYS_AFTER_EVENT * 86_400_000;
  return (
    key !== undefined &&
    key === orderLinkKey(order) &&
    verifySigned(ORDER_LINK, key) !== undefined &&
    Date.now() < endsMs
  );
}

const ORDER_LINK = "order-link";
