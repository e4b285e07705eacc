import type { Transaction } from "#lib/platform/db/transaction";

/** What a decision on an order needs to know of its event. */
export type EventTerms = { organizationId: string; isCancelled: boolean; endsAt: Date; refundUntil: Date | null };

/** The terms of an event, in another service's transaction. `refundUntil`: null where buyers may not give anything back. */
export async function loadEventTerms(tx: Transaction, eventId: number): Promise<EventTerms> {
  const { organizationId, status, startsAt, endsAt, refundUntilHours } = await tx.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { organizationId: true, status: true, startsAt: true, endsAt: true, refundUntilHours: true },
  });
  const refundUntil = refundUntilHours === null ? null : new Date(startsAt.getTime() - refundUntilHours * 3_600_000);
  return { organizationId, isCancelled: status === "CANCELLED", endsAt, refundUntil };
}
