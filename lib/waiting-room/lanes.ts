/**
 * How people stand in a queue apart from chance, declared and published with each draw (docs/decisions/062-one-person-one-place.md). There are no
 * other weights: within a stratum the keys decide.
 */
export const LANES = { member: 0, everyone: 1, slow: 2 } as const;
export type Lane = (typeof LANES)[keyof typeof LANES];

/** The parts of a draw, from the first number on. */
export const STRATA = ["members", "everyone", "slow"] as const;

/** After the draw a suspected script gets its number this much later than others who join with it. */
export const SLOW_SECONDS = 300;
