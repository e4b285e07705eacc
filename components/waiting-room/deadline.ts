/** Until when a buyer may pay, and what ends then: the hold of their seats, or their time inside the sale. */
export type Deadline = {
  readonly atMs: number;
  readonly ends: "hold" | "inside";
  /** The time inside is over before the hold would be: no extension of the hold helps. */
  readonly isCutShort: boolean;
};

/** The one deadline of a buyer, in epoch milliseconds of the server's clock; undefined while nothing runs out. */
export function deadlineOf(given: {
  holdUntilMs: number | undefined;
  insideUntilMs: number | undefined;
}): Deadline | undefined {
  const { holdUntilMs, insideUntilMs } = given;
  if (insideUntilMs !== undefined && (holdUntilMs === undefined || insideUntilMs < holdUntilMs))
    return { atMs: insideUntilMs, ends: "inside", isCutShort: holdUntilMs !== undefined };
  return holdUntilMs === undefined ? undefined : { atMs: holdUntilMs, ends: "hold", isCutShort: false };
}
