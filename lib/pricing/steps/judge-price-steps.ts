import { chargeLimits, judgeAmount } from "#lib/platform/charge-limits";
import { toMajor, toMinor } from "#lib/platform/money";
import type { StepWire } from "./step-contract.ts";

/** Why a step cannot be; the pages have a sentence for each. */
export const STEP_PROBLEMS = [
  ...["level", "currency_step", "too_small", "too_large", "below_fee"],
  ...["no_end", "outside_sale", "not_below_regular", "falls", "overlap", "mixed"],
  ...["bounds", "regular_outside", "shares", "no_step", "announce"],
] as const;
export type StepProblem = {
  readonly path: string;
  readonly problem: (typeof STEP_PROBLEMS)[number];
  /** A price in the major unit that is missed. */
  readonly limit?: number;
};

/** The event that steps are judged for. Browser-safe. */
export type StepGround = {
  readonly currency: string;
  readonly salesStartAt: Date;
  readonly salesEndAt: Date;
  readonly mustAnnounce: boolean;
  readonly levels: readonly { id: number; regularMinor: number; feeMinor: number }[];
};

/** Everything that is wrong with the steps of an event, each beside its field (`steps.2.price`). */
export function judgePriceSteps(
  { announces, steps }: { announces: boolean; steps: readonly StepWire[] },
  ground: StepGround,
): StepProblem[] {
  return [
    ...(ground.mustAnnounce && !announces ? [{ path: "announces", problem: "announce" } as const] : []),
    ...steps.flatMap((step, i) => {
      const level = ground.levels.find(({ id }) => id === step.price_level_id);
      const before = steps.slice(0, i).filter((each) => each.price_level_id === step.price_level_id);
      const problems = level ? judgeStep(step, { ground, level, before }) : [at("price_level_id", "level")];
      return problems.map(({ path, ...rest }) => ({ path: `steps.${i}.${path}`, ...rest }));
    }),
  ];
}

type Place = { ground: StepGround; level: StepGround["levels"][number]; before: readonly StepWire[] };

function at(path: string, problem: StepProblem["problem"], limit?: number): StepProblem {
  return { path, problem, ...(limit === undefined ? {} : { limit }) };
}

function judgeStep(step: StepWire, place: Place): StepProblem[] {
  const isMixed = place.before.some(({ kind }) => (kind === "demand") !== (step.kind === "demand"));
  return [...(isMixed ? [at("kind", "mixed")] : []), ...judgeKind(step, place)];
}

function judgeKind(step: StepWire, place: Place): StepProblem[] {
  switch (step.kind) {
    case "early_bird":
      return judgeEarlyBird(step, place);
    case "last_minute":
      return judgeLastMinute(step, place);
    case "number_sold": {
      const isTaken = place.before.some(
        (each) =>
          (each.kind === "number_sold" && each.from_sold === step.from_sold) ||
          (each.kind === "early_bird" && (each.until_sold ?? 0) > step.from_sold),
      );
      return [...judgePrice("price", step.price, place), ...(isTaken ? [at("from_sold", "overlap")] : [])];
    }
    case "demand":
      return judgeDemand(step, place);
  }
}

function judgeEarlyBird(step: StepWire & { kind: "early_bird" }, place: Place): StepProblem[] {
  const { ground, level, before } = place;
  const price = judgePrice("price", step.price, place);
  const earlier = before.filter((each) => each.kind === "early_bird").at(-1);
  const isLater = (a: string | number | null, b: string | number | null) => {
    if (a === null || b === null) return true;
    return typeof a === "string" ? Date.parse(a) > Date.parse(String(b)) : a > Number(b);
  };
  const until = step.until === null ? undefined : new Date(step.until);
  const last = before.filter((each) => each.kind === "last_minute");
  const isOverlapping =
    (earlier && !(isLater(step.until, earlier.until) && isLater(step.until_sold, earlier.until_sold))) ||
    last.some(({ from }) => until === undefined || Date.parse(from) < until.getTime());
  return [
    ...price,
    ...(price.length === 0 && (toMinor(step.price, ground.currency) ?? 0) >= level.regularMinor
      ? [at("price", "not_below_regular", toMajor(level.regularMinor, ground.currency))]
      : []),
    ...(earlier && step.price < earlier.price ? [at("price", "falls", earlier.price)] : []),
    ...(until === undefined && step.until_sold === null ? [at("until", "no_end")] : []),
    ...(until && !isInSale(until, ground) ? [at("until", "outside_sale")] : []),
    ...(isOverlapping ? [at("until", "overlap")] : []),
  ];
}

function judgeLastMinute(step: StepWire & { kind: "last_minute" }, place: Place): StepProblem[] {
  const from = new Date(step.from);
  const isOverlapping = place.before.some(
    (each) =>
      (each.kind === "last_minute" && Date.parse(each.from) === from.getTime()) ||
      (each.kind === "early_bird" && (each.until === null || Date.parse(each.until) > from.getTime())),
  );
  const isIn = isInSale(from, place.ground) && from < place.ground.salesEndAt;
  return [
    ...judgePrice("price", step.price, place),
    ...(isIn ? [] : [at("from", "outside_sale")]),
    ...(isOverlapping ? [at("from", "overlap")] : []),
  ];
}

function judgeDemand(step: StepWire & { kind: "demand" }, place: Place): StepProblem[] {
  const { ground, level, before } = place;
  const { currency } = ground;
  const money = [...judgePrice("floor", step.floor, place), ...judgePrice("ceiling", step.ceiling, place)];
  const move = toMinor(step.step_max, currency);
  const isRising = step.shares.every(({ sold_percent: share }, i) => share > (step.shares[i - 1]?.sold_percent ?? -1));
  const [floor, ceiling] = [toMinor(step.floor, currency) ?? 0, toMinor(step.ceiling, currency) ?? 0];
  const isInside = level.regularMinor >= floor && level.regularMinor <= ceiling;
  return [
    ...(before.some(({ kind }) => kind === "demand") ? [at("kind", "overlap")] : []),
    ...money,
    ...(money.length > 0 ? [] : floor > ceiling ? [at("floor", "bounds", step.ceiling)] : []),
    ...(money.length > 0 || floor > ceiling || isInside
      ? []
      : [
          at(
            level.regularMinor < floor ? "floor" : "ceiling",
            "regular_outside",
            toMajor(level.regularMinor, currency),
          ),
        ]),
    ...(isRising ? [] : [at("shares", "shares")]),
    ...(move === undefined || move % stepOf(currency) !== 0
      ? [at("step_max", "currency_step", toMajor(stepOf(currency), currency))]
      : move === 0
        ? [at("step_max", "no_step")]
        : []),
  ];
}

function judgePrice(path: string, major: number, { ground, level }: Place): StepProblem[] {
  const { currency } = ground;
  const minor = toMinor(major, currency);
  if (minor === undefined) return [at(path, "currency_step", toMajor(stepOf(currency), currency))];
  const problem = judgeAmount(minor, currency);
  if (problem && problem.kind !== "currency") {
    const limit = toMajor(problem.limitMinor, currency);
    return [at(path, problem.kind === "step" ? "currency_step" : problem.kind, limit)];
  }
  return minor < level.feeMinor ? [at(path, "below_fee", toMajor(level.feeMinor, currency))] : [];
}

/** After the sale opens, and not after it ends. */
function isInSale(time: Date, { salesStartAt, salesEndAt }: StepGround): boolean {
  return time > salesStartAt && time <= salesEndAt;
}

function stepOf(currency: string): number {
  return chargeLimits(currency)?.stepMinor ?? 1;
}
