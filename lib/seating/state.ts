/** The states of a seat and every way from one to another. A hold past its time is free again, whatever the row says. */
export const SEAT_STATUSES = ["AVAILABLE", "HELD", "BOOKED", "BLOCKED"] as const;
export type SeatStatus = (typeof SEAT_STATUSES)[number];

export const SEAT_TRANSITIONS = {
  // Late money takes seats that are free at once, without a hold before it (INV-5).
  AVAILABLE: ["HELD", "BOOKED", "BLOCKED"],
  HELD: ["AVAILABLE", "BOOKED"],
  BOOKED: ["AVAILABLE"],
  // A change of the hall blocks seats that it removes, and opens those that it begins to sell.
  BLOCKED: ["AVAILABLE"],
} as const satisfies Record<SeatStatus, readonly SeatStatus[]>;
