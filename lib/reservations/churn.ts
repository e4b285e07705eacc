/**
 * Hold churn: seats that are held and given back, or left to lapse, again and again. A person who looks around holds a few times; a script
 * that keeps seats from others holds for ever. Counted for each person by the hold itself (hold-function.ts), over the reservations that are
 * kept anyway.
 */

/** How far back abandoned holds count. */
export const ABANDONED_MINUTES = 10;
/** So many abandoned holds cost nothing. */
export const ABANDONED_FREE = 6;
/** From so many on, each further hold needs a proof that is younger than the last abandoned one. */
export const ABANDONED_PROOF = 10;
/** The pause between one hold and the next after the free ones; each further abandoned hold doubles it. */
export const PAUSE_FIRST_SECONDS = 10;
export const PAUSE_SECONDS_MAX = 120;
