import type { Transaction } from "#lib/platform/db/transaction";

/** What other services' statements may know of an event, behind JOIN; `id` is the SQL expression of its id. */
export const eventOf = (id: string) =>
  `LATERAL (SELECT e.id, e.organization_id, e.status, e.title, e.doors_at, e.starts_at, e.ends_at, e.sales_start_at, e.sales_end_at
    FROM events e WHERE e.id = ${id})`;

/** A statement's end that marks the events of the rows of `from`, which has `event_id`, as sold behind a queue or not. */
export const markQueued = ({ from, isQueued }: { from: string; isQueued: "true" | "false" }) =>
  `UPDATE events e SET has_waiting_room = ${isQueued} FROM ${from} m WHERE e.id = m.event_id`;

/** The name of a price level, behind LEFT JOIN. */
export const priceLevelOf = ({ eventId, id }: { eventId: string; id: string }) =>
  `LATERAL (SELECT p.name FROM price_levels p WHERE p.event_id = ${eventId} AND p.id = ${id})`;

/** What a decision on an order needs to know of its event. */
export type EventTerms = {
  organizationId: string;
  isCancelled: boolean;
  endsAt: Date;
  refundUntil: Date | null;
  disputePolicy: "KEEP" | "VOID";
};

/** The terms of an event, in another service's transaction. `refundUntil`: null where buyers may not give anything back. */
export async function loadEventTerms(tx: Transaction, eventId: number): Promise<EventTerms> {
  const { organizationId, status, startsAt, endsAt, refundUntilHours, disputePolicy } =
    await tx.event.findUniqueOrThrow({
      where: { id: eventId },
      select: {
        organizationId: true,
        status: true,
        startsAt: true,
        endsAt: true,
        refundUntilHours: true,
        disputePolicy: true,
      },
    });
  const refundUntil = refundUntilHours === null ? null : new Date(startsAt.getTime() - refundUntilHours * 3_600_000);
  return { organizationId, isCancelled: status === "CANCELLED", endsAt, refundUntil, disputePolicy };
}
