/** The states of a reservation and all transitions. A transition that is not in the table cannot happen. */
export const RESERVATION_STATUSES = ["HELD", "PAYING", "CONFIRMED", "EXPIRED", "CANCELLED"] as const;
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];

export const RESERVATION_TRANSITIONS = {
  HELD: ["PAYING", "EXPIRED", "CANCELLED"],
  // A buyer who cancels while paying ends it as one whose time is up: no attempt may take money afterwards.
  PAYING: ["CONFIRMED", "EXPIRED"],
  // All of its seats were refunded.
  CONFIRMED: ["CANCELLED"],
  // Money that arrives late may take the seats again by compare-and-swap (INV-5).
  EXPIRED: ["CONFIRMED"],
  CANCELLED: [],
} as const satisfies Record<ReservationStatus, readonly ReservationStatus[]>;
