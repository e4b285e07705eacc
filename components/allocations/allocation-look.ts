/**
 * Which look each allocation has, as price levels have theirs (seat-marks.ts): by its place among the event's allocations, so that it
 * keeps it while it is there.
 */
export function looksOf(allocations: readonly { readonly id: number }[]): ReadonlyMap<number, number> {
  const ids = allocations.map(({ id }) => id).sort((a, b) => a - b);
  return new Map(ids.map((id, i) => [id, i]));
}
