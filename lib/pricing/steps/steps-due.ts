import type {
  ChangeCause,
  ChangeReason,
  Demand,
  DueStep,
  LevelFigures,
  PriceStep,
  SteppedLevel,
  StepRules,
} from "./price-steps.ts";

/** How much longer ahead a change by time is announced than it must be, so that it applies at its very time. */
const ANNOUNCE_EARLIER_MS = 5 * 60_000;

/**
 * What is due of the price steps of an event, by level in the given order; nothing for a level whose price is as it should be. The
 * same input gives the same answer. Of the steps of one level the first of these counts: the last minute that began last; the first
 * early bird in the organizer's order that is not over; the number sold that was reached last; demand; else the regular price.
 * Lower prices apply at once. Higher ones too, or, where they are announced, when they were announced for long enough; never
 * more than was announced.
 */
export function stepsDue(
  levels: readonly SteppedLevel[],
  rules: StepRules,
  figures: ReadonlyMap<number, LevelFigures>,
  now: Date,
): DueStep[] {
  return levels.flatMap((level) => dueOf({ level, rules, figures: figures.get(level.id) ?? NOTHING_SOLD, now }));
}

const NOTHING_SOLD: LevelFigures = { sold: 0, soldMost: 0, onSale: 0 };

type Ground = { level: SteppedLevel; rules: StepRules; figures: LevelFigures; now: Date };
/** A price with its cause; `from` is the time, number or share at which its step begins. */
type WantedPrice = {
  minor: number;
  cause: ChangeCause;
  stepId: string | null;
  from: ChangeReason["from"];
};

function dueOf(ground: Ground): DueStep[] {
  const { level, rules, now } = ground;
  const wanted = priceAt(ground);
  const { announced } = level;
  const change = (toMinor: number): DueStep => ({
    action: "change",
    ...pricedBy(ground, { ...wanted, minor: toMinor }),
  });
  if (wanted.minor < level.priceMinor)
    return [...(announced ? [{ action: "withdraw", levelId: level.id } as const] : []), change(wanted.minor)];
  if (rules.announceMs === 0 && wanted.minor > level.priceMinor) return [change(wanted.minor)];
  if (announced && announced.appliesAt > now)
    return isStillWanted(ground, announced.appliesAt) ? [] : [{ action: "withdraw", levelId: level.id }];
  if (announced && wanted.minor > level.priceMinor) return [change(Math.min(wanted.minor, announced.toMinor))];
  const withdrawn = announced ? [{ action: "withdraw", levelId: level.id } as const] : [];
  return rules.announceMs === 0 ? withdrawn : [...withdrawn, ...announcement(ground, wanted)];
}

/** A higher price that is wanted now, or that time alone will bring soon. */
function announcement(ground: Ground, wanted: WantedPrice): DueStep[] {
  const { level, rules, now } = ground;
  const earliest = new Date(now.getTime() + rules.announceMs);
  if (wanted.minor > level.priceMinor)
    return [{ action: "announce", appliesAt: earliest, ...pricedBy(ground, wanted) }];
  const until = earliest.getTime() + ANNOUNCE_EARLIER_MS;
  for (const at of timesOf(ground).filter((time) => time > now && time.getTime() <= until)) {
    const then = priceAt({ ...ground, now: at });
    if (then.minor <= level.priceMinor) continue;
    const appliesAt = at > earliest ? at : earliest;
    return [{ action: "announce", appliesAt, ...pricedBy(ground, then) }];
  }
  return [];
}

function isStillWanted(ground: Ground, appliesAt: Date): boolean {
  return priceAt({ ...ground, now: appliesAt }).minor > ground.level.priceMinor;
}

/** The moments at which time alone changes the price of the level, in order. */
function timesOf({ level, rules }: Ground): Date[] {
  const times = rules.steps.flatMap((step) => {
    if (step.levelId !== level.id) return [];
    if (step.kind === "last_minute") return [step.from];
    return step.kind === "early_bird" && step.until ? [step.until] : [];
  });
  return times.sort((a, b) => a.getTime() - b.getTime());
}

function pricedBy({ level, figures }: Ground, { minor, cause, stepId, from }: WantedPrice) {
  const { sold, onSale } = figures;
  return {
    ...{ levelId: level.id, fromMinor: level.priceMinor, toMinor: minor, cause, stepId },
    reason: { sold, onSale, from, regularMinor: level.regularMinor },
  };
}

/** The price that the steps of a level want at a moment, as far as demand may move in one change, announced or not. */
export function priceAt(ground: Ground): WantedPrice {
  const { level, now } = ground;
  const { wanted, demand } = wantedPrice(ground);
  const minor = Math.max(wanted.minor, level.feeMinor);
  if (!demand || minor === level.priceMinor) return { ...wanted, minor };
  const isCooling = level.changedAt !== null && now.getTime() < level.changedAt.getTime() + demand.coolDownMs;
  const reach = isCooling ? 0 : demand.stepMaxMinor;
  const reached = clamp(minor, { min: level.priceMinor - reach, max: level.priceMinor + reach });
  // The bounds go before the speed: a price that an organizer set outside of them comes back at once.
  const bounded = clamp(reached, { min: demand.floorMinor, max: demand.ceilingMinor });
  return { ...wanted, minor: Math.max(bounded, level.feeMinor) };
}

function wantedPrice({ level, rules, figures, now }: Ground): { wanted: WantedPrice; demand?: Demand } {
  const own = rules.steps.filter(({ levelId }) => levelId === level.id);
  const fixed = lastMinuteOf(own, now) ?? earlyBirdOf(own, { now, figures }) ?? numberSoldOf(own, figures);
  if (fixed) return { wanted: fixed };
  const demand = own.find((step) => step.kind === "demand");
  const { regularMinor } = level;
  if (!demand) return { wanted: { minor: regularMinor, cause: "regular", stepId: null, from: null } };
  const share = figures.onSale === 0 ? 0 : (figures.sold * 100) / figures.onSale;
  const reached = demand.shares.filter(({ sharePercent }) => share >= sharePercent).at(-1);
  const step = rules.currencyStepMinor;
  const asked = Math.round((regularMinor * (reached?.pricePercent ?? 100)) / 100 / step) * step;
  const minor = clamp(asked, { min: demand.floorMinor, max: demand.ceilingMinor });
  return { wanted: { minor, cause: "demand", stepId: demand.id, from: reached?.sharePercent ?? 0 }, demand };
}

function lastMinuteOf(steps: readonly PriceStep[], now: Date): WantedPrice | undefined {
  const begun = steps
    .filter((step) => step.kind === "last_minute")
    .filter(({ from }) => from <= now)
    .sort((a, b) => a.from.getTime() - b.from.getTime())
    .at(-1);
  return begun && { minor: begun.priceMinor, cause: "last_minute", stepId: begun.id, from: begun.from.toISOString() };
}

function earlyBirdOf(
  steps: readonly PriceStep[],
  { now, figures }: { now: Date; figures: LevelFigures },
): WantedPrice | undefined {
  const first = steps
    .filter((step) => step.kind === "early_bird")
    .find(({ until, untilSold }) => (!until || now < until) && (untilSold === null || figures.soldMost < untilSold));
  return first && { minor: first.priceMinor, cause: "early_bird", stepId: first.id, from: null };
}

function numberSoldOf(steps: readonly PriceStep[], { soldMost }: LevelFigures): WantedPrice | undefined {
  const reached = steps
    .filter((step) => step.kind === "number_sold")
    .filter(({ fromSold }) => fromSold <= soldMost)
    .sort((a, b) => a.fromSold - b.fromSold)
    .at(-1);
  return reached && { minor: reached.priceMinor, cause: "number_sold", stepId: reached.id, from: reached.fromSold };
}

function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.max(min, Math.min(max, value));
}
