/**
 * A hold that its buyer did not pay for, made since then: a condition on reservations `o`, the same by which the hold itself counts
 * (hold-function.ts; a test compares them).
 */
export const isAbandonedSince = (since: string) =>
  `(o.status IN ('EXPIRED', 'CANCELLED') OR (o.status = 'HELD' AND o.expires_at <= now())) AND o.created_at > ${since}`;

/** The reservations that count for a person: of a buyer key, or of all unproven guests of a network. A FROM item, by SQL expressions. */
export const reservationsOfPerson = ({ eventId, personKey }: { eventId: string; personKey: string }) => {
  const columns = "r.seat_ids, r.status, r.expires_at, r.created_at";
  return `(SELECT ${columns} FROM reservations r WHERE r.event_id = ${eventId} AND r.buyer_key = ${personKey}
    UNION ALL SELECT ${columns} FROM reservations r WHERE r.event_id = ${eventId} AND r.network_key = ${personKey})`;
};
