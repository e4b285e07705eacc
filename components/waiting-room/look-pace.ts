/** When to look at the queue again: pure rules, so that a crowd asks evenly and gives way when the server is busy. */

const NEAR_MS = 3_000;
const FAR_MS = 6_000;
/** With so many people ahead, a few seconds do not matter. */
const FAR_AHEAD = 500;
const FIRST_RETRY_MS = 4_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * The pause before the next look, in milliseconds. `random` (0 ≤ r < 1) spreads those who asked together; after `failures` in a row the
 * pause doubles each time, and it is never shorter than the server asked for.
 */
export function pauseBeforeLook(given: {
  failures: number;
  retryAfterSeconds?: number | undefined;
  ahead: number | undefined;
  random: number;
}): number {
  const { failures, retryAfterSeconds = 0, ahead = 0, random } = given;
  const base = ahead > FAR_AHEAD ? FAR_MS : NEAR_MS;
  if (failures === 0) return base * (1 + (2 / 3) * random);
  const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  const asked = retryAfterSeconds * 1_000;
  // Half of it is chance, on top of what was asked: those who were turned away together do not come back together.
  return asked > 0 ? Math.max(asked, longest / 2) * (1 + random / 2) : longest * (0.5 + random / 2);
}

/** A hidden page comes in by itself only when its time is nearly over, so that someone who looks away keeps most of their time inside. */
const LAST_CHANCE_MS = 75_000;

/** Whether a page whose buyer was called takes them in now. Browsers wake hidden pages about once a minute. */
export function entersNow({ isVisible, leftMs }: { isVisible: boolean; leftMs: number }): boolean {
  return isVisible || leftMs <= LAST_CHANCE_MS;
}
