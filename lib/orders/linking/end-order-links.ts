import { loadSoldEvent } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { parseOrderNumber } from "../placing/order-number.ts";
import { mayGiveBack, ownsOrder } from "../reading/find-order.ts";
import { findOrderHead, type OrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import { claimLinksEnded } from "./link-store.ts";

type LinkRefusal = Refused<"not_found" | "forbidden" | "two_factor_required" | "proof_required">;

/**
 * Ends all links to an order in earlier mails, for a mail that was forwarded or published; the order's mail address gets a new link.
 * For staff with `ticket.reissue` and for its buyer, signed in: a guest's cookie or the link alone is refused `proof_required`,
 * so that a reader of the link cannot shut the buyer out.
 */
export async function endOrderLinks(
  person: Person,
  { number, linkKey }: { number: string; linkKey?: string | undefined },
): Promise<{ ok: true } | LinkRefusal> {
  const parsed = parseOrderNumber(number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order) return refuse("not_found");
  const refused = await refusedTo(person, order, linkKey);
  if (refused) return refused;
  const { organizationId } = order.event;
  await claimLinksEnded(order, { actor: person.keys[0] ?? "stranger", organizationId });
  return { ok: true };
}

/** Whether the person may end the links, or may once they have signed in; undefined where neither. */
export async function linksOffer(
  person: Person,
  { number, linkKey }: { number: string; linkKey?: string | undefined },
): Promise<"may" | "needs_proof" | undefined> {
  const parsed = parseOrderNumber(number);
  const order = parsed && (await findOrderHead(parsed));
  const refused = order ? await refusedTo(person, order, linkKey) : refuse("not_found");
  if (!refused) return "may";
  return refused.refusal.code === "proof_required" ? "needs_proof" : undefined;
}

async function refusedTo(
  person: Person,
  order: OrderHead,
  linkKey: string | undefined,
): Promise<LinkRefusal | undefined> {
  const staff = await staffIn(person, order.event.organizationId, "ticket.reissue");
  if (staff.ok) return undefined;
  const opened = { order, event: await loadSoldEvent(order.eventId) };
  if (!ownsOrder(person, opened, linkKey)) return staff;
  const isProven = person.userId !== undefined && mayGiveBack(person, opened, linkKey);
  return isProven ? undefined : refuse("proof_required");
}
