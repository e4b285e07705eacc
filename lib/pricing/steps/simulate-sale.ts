import type { DueStep, LevelFigures, SteppedLevel, StepRules } from "./price-steps.ts";
import { stepsDue } from "./steps-due.ts";

/** Seats of one level that are sold at one moment at one ticket type; null: at full price. */
export type SimulatedSale = {
  readonly at: Date;
  readonly levelId: number;
  readonly seats: number;
  readonly ticketTypeId: string | null;
};

export type SimulatedSales = {
  /** What each seat costs, for each sale in the given order. */
  readonly unitMinor: readonly number[];
  /** The price of each level when the sale begins, and whenever it changes. */
  readonly prices: readonly { readonly levelId: number; readonly at: Date; readonly priceMinor: number }[];
};

/** A level as the simulated sale begins. */
export type SimulatedLevel = Pick<SteppedLevel, "id" | "regularMinor" | "feeMinor"> & { readonly onSale: number };

/**
 * Plays a sale by price steps: what each of these seats costs. It is the rule of the real sale (`stepsDue`) on a clock of its own, so a
 * buyer of the real sale pays exactly this price at the same point of it. `sales` are in the order of time; the steps see what was sold before
 * each. Nobody buys more or less because of a price: that is for the reader to judge.
 */
export function simulateSale(
  levels: readonly SimulatedLevel[],
  rules: StepRules,
  { sales, from }: { sales: readonly SimulatedSale[]; from: Date },
): SimulatedSales {
  const run = startRun(levels, rules, from);
  const unitMinor = sales.map(({ at, levelId, seats }) => {
    run.goTo(at);
    const price = run.priceOf(levelId);
    run.sell(levelId, seats);
    return price;
  });
  return { unitMinor, prices: run.prices };
}

/** Of one moment: more are faults of a rule, which must not hang the page. */
const ROUNDS_MAX = 20;

function startRun(levels: readonly SimulatedLevel[], rules: StepRules, from: Date) {
  let clock = from;
  const prices: { levelId: number; at: Date; priceMinor: number }[] = [];
  const figures = new Map<number, LevelFigures>(levels.map(({ id, onSale }) => [id, { sold: 0, soldMost: 0, onSale }]));
  let stepped = levels.map(
    ({ onSale: _, ...level }): SteppedLevel => ({
      ...level,
      ...{ priceMinor: level.regularMinor, changedAt: null, announced: null },
    }),
  );

  function move(announceMs: number): void {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const due = stepsDue(stepped, { ...rules, announceMs }, figures, clock);
      if (due.length === 0) return;
      stepped = stepped.map((level) => levelAfter(level, due, clock));
      for (const step of due)
        if (step.action === "change") prices.push({ levelId: step.levelId, at: clock, priceMinor: step.toMinor });
    }
  }

  // Before the sale nobody reads prices, so the first ones need no announcement.
  move(0);
  for (const { id, priceMinor } of stepped)
    if (!prices.some(({ levelId }) => levelId === id)) prices.push({ levelId: id, at: from, priceMinor });

  return {
    prices,
    priceOf: (levelId: number) => stepped.find(({ id }) => id === levelId)?.priceMinor ?? 0,
    goTo: (at: Date) => {
      for (let next = nextTime(stepped, rules, clock); next && next <= at; next = nextTime(stepped, rules, clock)) {
        clock = next;
        move(rules.announceMs);
      }
      clock = at > clock ? at : clock;
      move(rules.announceMs);
    },
    sell: (levelId: number, seats: number) => {
      const now = figures.get(levelId);
      if (!now) return;
      const sold = now.sold + seats;
      figures.set(levelId, { ...now, sold, soldMost: Math.max(now.soldMost, sold) });
      move(rules.announceMs);
    },
  };
}

/** A level after what was due of it. */
export function levelAfter(before: SteppedLevel, due: readonly DueStep[], now: Date): SteppedLevel {
  let level = before;
  for (const step of due) {
    if (step.levelId !== before.id) continue;
    if (step.action === "change") level = { ...level, priceMinor: step.toMinor, changedAt: now, announced: null };
    else
      level = {
        ...level,
        announced: step.action === "withdraw" ? null : { toMinor: step.toMinor, appliesAt: step.appliesAt },
      };
  }
  return level;
}

/** The next moment at which time alone may make something due. */
function nextTime(levels: readonly SteppedLevel[], rules: StepRules, after: Date): Date | undefined {
  const own = rules.steps.flatMap((step) => {
    if (step.kind === "early_bird") return step.until ? [step.until.getTime()] : [];
    return step.kind === "last_minute" ? [step.from.getTime()] : [];
  });
  const coolDowns = rules.steps.flatMap((step) => {
    const changedAt = levels.find(({ id }) => id === step.levelId)?.changedAt;
    return step.kind === "demand" && changedAt ? [changedAt.getTime() + step.coolDownMs] : [];
  });
  const times = [
    ...own,
    // The end of an early bird is announced that long before.
    ...(rules.announceMs > 0 ? own.map((time) => time - rules.announceMs) : []),
    ...coolDowns,
    ...levels.flatMap(({ announced }) => (announced ? [announced.appliesAt.getTime()] : [])),
  ].filter((time) => time > after.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}
