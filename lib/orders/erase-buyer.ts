import { z } from "zod";
import { uuid } from "#lib/platform/input";
import { Failure } from "#lib/platform/invariant";
import { enqueue } from "#lib/platform/jobs/worker";
import { announceSeats } from "#lib/seating/live-seats";
import { claimAnonymity, claimForfeit } from "./erase-store.ts";

const payloadShape = z.object({ userId: uuid, email: z.string().max(254), voidTickets: z.boolean() });

/**
 * The job that follows an erased account (lib/privacy/erase-account.ts): orders and tickets forget who bought them, and live
 * tickets are given up where that was asked. Harmless when it runs again. While a payment of theirs is under way it comes
 * again later, by throwing a `Failure`: within minutes it is settled or over.
 */
export async function eraseBuyer(payload: unknown): Promise<void> {
  const { voidTickets, ...who } = payloadShape.parse(payload);
  if (voidTickets) {
    const byEvent = Map.groupBy(await claimForfeit(who), ({ eventId }) => eventId);
    for (const [eventId, seats] of byEvent) {
      announceSeats(
        eventId,
        seats.map(({ seatId, version }) => [seatId, 0, version] as const),
      );
    }
  }
  const pending = await claimAnonymity(who);
  // What was written to them goes last: the record of the mails of an order that is being paid is still to come.
  if (pending === 0) return enqueue("erase-mails", { email: who.email });
  throw new Failure("payments", `${pending} orders of an erased buyer are still being paid`);
}
