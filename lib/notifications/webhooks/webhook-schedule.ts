/**
 * When an unaccepted message is sent again: soon at first, for a receiver that restarts, then rarely, for one that is down over a
 * weekend; three days in total. Up to a fifth is added at random, so that messages that failed together are not repeated
 * together.
 */
export const RETRY_FOR_MS = 3 * 24 * 3_600_000;

/**
 * Milliseconds to wait after the given number of failed tries (from 1), or undefined when the message is given up.
 * `ageMs` is the time since it was first to be sent; `chance` is a random number from 0 to 1.
 */
export function pauseAfter(tries: number, ageMs: number, chance: number): number | undefined {
  const pause = (PAUSES_SECONDS[tries - 1] ?? LATER_SECONDS) * 1_000 * (1 + chance / 5);
  return ageMs + pause > RETRY_FOR_MS ? undefined : Math.round(pause);
}

const PAUSES_SECONDS = [5, 30, 120, 600, 3_600] as const;
const LATER_SECONDS = 6 * 3_600;
