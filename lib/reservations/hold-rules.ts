/** What decides whether a hold may still be extended or paid for, as it is known now. */
export type HoldFacts = {
  now: Date;
  event: {
    status: "DRAFT" | "PUBLISHED" | "CANCELLED";
    salesStartAt: Date;
    salesEndAt: Date;
    /** When its time or programme changed last. */
    movedAt: Date | null;
    seatsPerHoldMax: number;
    seatsPerBuyerMax: number;
  };
  hold: { seats: number; createdAt: Date };
  /** Seats of this event that the buyer has besides, under every name by which they are known now. */
  otherSeats: number;
  /** The sale has a waiting room, and the buyer's time inside is over. */
  isOutsideQueue: boolean;
};

/** The codes of the refusals by which a hold may go no further. */
export const HOLD_RULES = [
  "event_cancelled",
  "sale_closed",
  "event_changed",
  "seat_limit_exceeded",
  "queue_required",
] as const;

export type HoldObstacle =
  | { code: "event_cancelled" | "sale_closed" | "event_changed" | "queue_required" }
  | { code: "seat_limit_exceeded"; limit: number; already: number };

/**
 * What a hold may still do: every rule that was asked when the seats were held is asked again when it is extended, quoted and paid
 * for; undefined when nothing speaks against it. Its price is no rule: it was promised with the seats and stays
 * (docs/decisions/024-what-a-hold-may-still-do.md).
 */
export function judgeHold({ now, event, hold, otherSeats, isOutsideQueue }: HoldFacts): HoldObstacle | undefined {
  if (event.status === "CANCELLED") return { code: "event_cancelled" };
  if (event.status !== "PUBLISHED" || now < event.salesStartAt || now >= event.salesEndAt)
    return { code: "sale_closed" };
  if (event.movedAt !== null && hold.createdAt < event.movedAt) return { code: "event_changed" };
  if (hold.seats > event.seatsPerHoldMax)
    return { code: "seat_limit_exceeded", limit: event.seatsPerHoldMax, already: otherSeats };
  if (hold.seats + otherSeats > event.seatsPerBuyerMax)
    return { code: "seat_limit_exceeded", limit: event.seatsPerBuyerMax, already: otherSeats };
  return isOutsideQueue ? { code: "queue_required" } : undefined;
}

/** How many seconds a hold may be extended by: never beyond the end of the sale. */
export function extensionSeconds(
  wanted: number,
  { expiresAt, salesEndAt }: { expiresAt: Date; salesEndAt: Date },
): number {
  return Math.min(wanted, Math.floor((salesEndAt.getTime() - expiresAt.getTime()) / 1_000));
}
