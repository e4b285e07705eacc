/** The states of a seat and every way from one to another. A hold past its time is free again, whatever the row says. */
export const SEAT_STATUSES = ["AVAILABLE", "HELD", "BOOKED", "BLOCKED"] as const;
export type SeatStatus = (typeof SEAT_STATUSES)[number];

export const SEAT_TRANSITIONS = {
  // Late money takes seats that are free at once, without a hold before it (INV-5).
  AVAILABLE: ["HELD", "BOOKED"],
  HELD: ["AVAILABLE", "BOOKED"],
  BOOKED: ["AVAILABLE"],
  // Nothing blocks or opens a seat of an event on sale yet.
  BLOCKED: [],
} as const satisfies Record<SeatStatus, readonly SeatStatus[]>;
