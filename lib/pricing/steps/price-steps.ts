/**
 * Prices that change by themselves, as data. A step changes the list price of one price level; what is held keeps the price of its
 * hold. All amounts are minor units, all in. Browser-safe.
 */

/** A lower price until a time or until so many were sold, whichever is first. It never comes back. */
export type EarlyBird = {
  readonly kind: "early_bird";
  readonly priceMinor: number;
  readonly until: Date | null;
  readonly untilSold: number | null;
};

/** A price from a time on, until the sale ends. */
export type LastMinute = { readonly kind: "last_minute"; readonly priceMinor: number; readonly from: Date };

/** A price from so many sold on. */
export type NumberSold = { readonly kind: "number_sold"; readonly priceMinor: number; readonly fromSold: number };

/** Prices by the share that is sold, in whole percents of the regular price, within bounds and not too fast. */
export type Demand = {
  readonly kind: "demand";
  readonly shares: readonly { readonly sharePercent: number; readonly pricePercent: number }[];
  readonly floorMinor: number;
  readonly ceilingMinor: number;
  /** The largest difference of one change. */
  readonly stepMaxMinor: number;
  /** The least time between two changes of the level. */
  readonly coolDownMs: number;
};

export type StepRule = EarlyBird | LastMinute | NumberSold | Demand;
export type PriceStep = StepRule & { readonly id: string; readonly levelId: number };

export const STEP_KINDS = ["early_bird", "last_minute", "number_sold", "demand"] as const;
/** Why a price changed: a step, no step any more (`regular`), or the organizer's hand. */
export const CHANGE_CAUSES = [...STEP_KINDS, "regular", "by_hand"] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/** The steps of an event, in the organizer's order. */
export type StepRules = {
  readonly steps: readonly PriceStep[];
  /** How long before it applies a higher price is announced; 0: not at all. */
  readonly announceMs: number;
  /** Prices are multiples of this (charge-limits.ts). */
  readonly currencyStepMinor: number;
};

/** A price level as it is at this moment. */
export type SteppedLevel = {
  readonly id: number;
  readonly priceMinor: number;
  /** What it costs where no step says otherwise. */
  readonly regularMinor: number;
  /** The part of the price that is the booking fee: no price is below it. */
  readonly feeMinor: number;
  /** When its price changed last; null: never. */
  readonly changedAt: Date | null;
  /** A higher price that was announced. */
  readonly announced: { readonly toMinor: number; readonly appliesAt: Date } | null;
};

/** The sale of a level. `soldMost` is the most that ever were sold: what is returned does not bring an early price back. */
export type LevelFigures = { readonly sold: number; readonly soldMost: number; readonly onSale: number };

/** The figures by which a price was decided, for the buyer who asks why. */
export type ChangeReason = {
  readonly sold: number;
  readonly onSale: number;
  /** The time, number or share at which the step begins; null where it has none. */
  readonly from: string | number | null;
  /** The regular price at that moment. */
  readonly regularMinor: number;
};

type Priced = {
  readonly levelId: number;
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly cause: ChangeCause;
  readonly stepId: string | null;
  readonly reason: ChangeReason;
};

/** What is to be done now: change a price, announce a higher one, or withdraw what was announced. */
export type DueStep =
  | (Priced & { readonly action: "change" })
  | (Priced & { readonly action: "announce"; readonly appliesAt: Date })
  | { readonly action: "withdraw"; readonly levelId: number };
