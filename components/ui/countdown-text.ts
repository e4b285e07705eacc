/** The remaining time as a clock shows it: `9:41`, `1:00:00`; `0:00` when it is over. Rounds up, so `0:01` is not over. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** Moments at which a countdown is worth reading out, in seconds left. More would talk over the reader. */
export const SPOKEN_AT_SECONDS = [300, 120, 60, 30] as const;

/** The moment that was passed between two readings of the clock, if any: what to say now. */
export function spokenMoment(beforeMs: number, nowMs: number): (typeof SPOKEN_AT_SECONDS)[number] | undefined {
  return SPOKEN_AT_SECONDS.findLast((seconds) => beforeMs > seconds * 1_000 && nowMs <= seconds * 1_000);
}
