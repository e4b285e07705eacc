/** SQL: the seat row `s` may be sold. A hold that ran out counts as free, so no worker is needed for a hold to end. */
export function isFree(s: string): string {
  return `${s}.status = 'AVAILABLE' OR (${s}.status = 'HELD' AND ${s}.held_until <= now())`;
}
