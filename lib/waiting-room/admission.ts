/**
 * What holds people back besides the room's places and rate. The function that calls people decides by
 * these numbers, behind the room's lock.
 */

/** Every so many seconds the rate is slowed or quickened once. */
export const SHARE_SECONDS = 10;
/** What is left of the rate after bad ten seconds. */
export const SHARE_CUT = 0.7;
/** What good ten seconds give back, as a share of the room's own rate. */
export const SHARE_STEP = 0.02;
/** The slowest: people go on coming in, so that it is noticed when all is well again. */
export const SHARE_MIN = 0.05;

/** So many times the people that the free seats would serve are called: some choose nothing. */
export const STOCK_SPARE = 1.3;
/** Seats that each person takes are measured from the calls so far, and this many calls that took one seat each. */
export const PRIOR_CALLS = 10;
/** Fewer seats for each person are not believed: a slow start would call everyone. */
export const SEATS_EACH_MIN = 0.2;

/** What held the last people back; null when only the room's own rate and places did. */
export const HELD_BACK = ["stock", "load", "outage"] as const;
export type HeldBack = (typeof HELD_BACK)[number];
