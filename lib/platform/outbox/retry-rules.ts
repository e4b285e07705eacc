/** Attempts in all, spread over nearly three days: a weekend without a mail server loses nothing. */
export const ATTEMPTS_MAX = 25;
const PAUSE_MAX_SECONDS = 6 * 3_600;

/**
 * Seconds to wait before the given attempt (from 2): 2, 4, 8, … up to six hours. Undefined when it would be one too many
 * and the fact is given up.
 */
export function pauseBefore(attempt: number): number | undefined {
  if (attempt > ATTEMPTS_MAX) return undefined;
  return Math.min(2 ** (attempt - 1), PAUSE_MAX_SECONDS);
}
