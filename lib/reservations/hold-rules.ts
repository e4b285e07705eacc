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
  /** Their time inside belongs to another browser than the one that asks. */
  isOtherBrowser: boolean;
  /** What the buyer has access to besides what is on sale to all; absent for an event without allocations and presales. */
  access?: HoldAccess | undefined;
};

export type HoldAccess = {
  /** The hold was made in a presale that its buyer may enter, or all its seats are of allocations that they have access to. */
  mayBuyEarly: boolean;
  /** Seats of the hold that are set aside and to which the buyer has no access any more. */
  lostSeats: number;
};

/** The codes of the refusals by which a hold may go no further. */
export const HOLD_RULES = [
  "event_cancelled",
  "sale_closed",
  "event_changed",
  "access_ended",
  "seat_limit_exceeded",
  "queue_required",
  "wrong_browser",
] as const;

export type HoldObstacle =
  | { code: "event_cancelled" | "sale_closed" | "event_changed" | "access_ended" | "queue_required" | "wrong_browser" }
  | { code: "seat_limit_exceeded"; limit: number; already: number };

/**
 * What a hold may still do: every rule that was asked when the seats were held is asked again when it is extended, quoted and paid
 * for; undefined when nothing speaks against it. Its price is no rule: it was promised with the seats and stays
 * (docs/decisions/024-what-a-hold-may-still-do.md).
 */
export function judgeHold(facts: HoldFacts): HoldObstacle | undefined {
  const { now, event, hold, otherSeats, isOutsideQueue, isOtherBrowser, access } = facts;
  if (event.status === "CANCELLED") return { code: "event_cancelled" };
  // Before the end of the sale: an event that is postponed without a date ends its sale, and the change is the reason.
  if (event.status === "PUBLISHED" && event.movedAt !== null && hold.createdAt < event.movedAt)
    return { code: "event_changed" };
  const isEarly = now < event.salesStartAt && !access?.mayBuyEarly;
  if (event.status !== "PUBLISHED" || isEarly || now >= event.salesEndAt) return { code: "sale_closed" };
  if (access && access.lostSeats > 0) return { code: "access_ended" };
  if (hold.seats > event.seatsPerHoldMax)
    return { code: "seat_limit_exceeded", limit: event.seatsPerHoldMax, already: otherSeats };
  if (hold.seats + otherSeats > event.seatsPerBuyerMax)
    return { code: "seat_limit_exceeded", limit: event.seatsPerBuyerMax, already: otherSeats };
  if (isOutsideQueue) return { code: "queue_required" };
  return isOtherBrowser ? { code: "wrong_browser" } : undefined;
}

/** How many seconds a hold may be extended by: never beyond the end of the sale. */
export function extensionSeconds(
  wanted: number,
  { expiresAt, salesEndAt }: { expiresAt: Date; salesEndAt: Date },
): number {
  return Math.min(wanted, Math.floor((salesEndAt.getTime() - expiresAt.getTime()) / 1_000));
}
