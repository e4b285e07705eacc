import type { RiskBand } from "#lib/protection/risk/signals";

/** What became of one group: the people of a kind of place, or the browsers of an operator. */
export type Tally = {
  name: string;
  isOperator: boolean;
  /** Buyers who tried to join. */
  came: number;
  refusedByChallenge: number;
  refusedByLimit: number;
  /** Places in the queue, and those of them that take part in the draw. */
  joined: number;
  drawn: number;
  bands: Record<RiskBand, number>;
  /** Tries of all challenges together. */
  tries: number;
  /** Seconds that challenges took on the group's devices, of some of them. */
  workSeconds: number[];
  /** Places whose turn came, each counted once, and those of them that came in. */
  turns: number;
  admitted: number;
  seats: number;
  /** Seats that were wanted beyond what one person may hold. */
  seatsDenied: number;
  buyers: number;
  /** Seconds from the opening, or from joining where that was later, to the turn. */
  waits: number[];
};

export function newTally(name: string, isOperator: boolean): Tally {
  return {
    ...{ name, isOperator, came: 0, refusedByChallenge: 0, refusedByLimit: 0, joined: 0, drawn: 0 },
    ...{ bands: { low: 0, middle: 0, high: 0 }, tries: 0, workSeconds: [], turns: 0, admitted: 0 },
    ...{ seats: 0, seatsDenied: 0, buyers: 0, waits: [] },
  };
}

/** The value below which a share of the values lies; 0 without any. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
