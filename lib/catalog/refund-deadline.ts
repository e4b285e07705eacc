/** What decides until when tickets may be given back. Browser-safe. */
export type RefundTerms = {
  startsAt: Date;
  /** Before the start; null: no refunds but on cancellation, or after a change. */
  refundUntilHours: number | null;
  /** When the event last changed so that its holders may give their tickets back, and until when. */
  movedAt: Date | null;
  returnUntil: Date | null;
};

/**
 * Until when tickets bought at this time may be given back: by the event's policy, or longer because the event changed after they
 * were bought. Null: not at all, unless the event is cancelled.
 */
export function refundDeadline(terms: RefundTerms, boughtAt: Date): Date | null {
  const policy = policyDeadline(terms);
  const change = changeDeadline(terms, boughtAt);
  return policy && change ? new Date(Math.max(policy.getTime(), change.getTime())) : (policy ?? change);
}

const HOUR_MS = 3_600_000;

/** The same by the event's policy alone. */
export function policyDeadline({ startsAt, refundUntilHours }: RefundTerms): Date | null {
  return refundUntilHours === null ? null : new Date(startsAt.getTime() - refundUntilHours * HOUR_MS);
}

/** The same for a change alone; null for tickets that were bought after it. */
export function changeDeadline({ movedAt, returnUntil }: RefundTerms, boughtAt: Date): Date | null {
  return movedAt !== null && boughtAt < movedAt ? returnUntil : null;
}
