import { z } from "zod";
import { uuid } from "#lib/platform/input";
import { Failure } from "#lib/platform/invariant";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { announceFreed } from "#lib/reservations/expire-holds";
import { claimAnonymity, claimForfeit } from "./erase-store.ts";

const payloadShape = z.object({ userId: uuid, email: z.string().max(254), voidTickets: z.boolean() });

/** Follows an erased account (lib/privacy/erase-account.ts). */
export const buyerEraser: Subscriber = { name: "buyer-eraser", types: ["account.erased"], handle: eraseBuyer };

/**
 * Removes the buyer's data from orders and tickets, and forfeits live tickets if requested. Harmless when repeated. Throws a
 * `Failure` while one of their payments is pending, so that it runs again later: within minutes the payment is settled or
 * failed. The last run appends the fact `buyer.erased`, after which the buyer gets no more mails.
 */
async function eraseBuyer({ payload }: Fact): Promise<void> {
  const { voidTickets, ...who } = payloadShape.parse(payload);
  if (voidTickets) for await (const freed of claimForfeit(who)) announceFreed(freed);
  const pending = await claimAnonymity(who);
  if (pending > 0) throw new Failure("payments", `${pending} orders of an erased buyer are still being paid`);
}
