import { currencyExponent, stripeTerms } from "./currencies.ts";
import { decimalText, toMinor } from "./money.ts";

/**
 * Which amounts can be charged at all: the one judgement behind a price that is set, a hold, a quote and a payment, so that they
 * say the same. It holds what every gateway of the currency table takes (today Stripe alone), since a price is set before its
 * buyer chooses how to pay. Browser-safe.
 */
export type ChargeLimits = {
  /** Amounts are multiples of this: 10 for KWD, 1 for most. */
  readonly stepMinor: number;
  readonly minMinor: number;
  readonly maxMinor: number;
};

/** Why an amount cannot be charged; `limitMinor` is the step or the bound it misses. */
export type AmountProblem =
  | { readonly kind: "currency" }
  | { readonly kind: "step" | "too_small" | "too_large"; readonly limitMinor: number };

/** The limits of a currency in its ISO minor units; undefined where no gateway takes it. */
export function chargeLimits(currency: string): ChargeLimits | undefined {
  const terms = stripeTerms(currency);
  if (!terms) return undefined;
  const unit = 10 ** (currencyExponent(currency) - terms.exponent);
  const stepMinor = Math.max(1, terms.step * unit);
  return {
    stepMinor,
    minMinor: Math.ceil((terms.minimum * unit) / stepMinor) * stepMinor,
    maxMinor: Math.floor((terms.maximum * unit) / stepMinor) * stepMinor,
  };
}

/** The problem of an amount in minor units, undefined when it can be charged. Nothing is never charged, so zero has none. */
export function judgeAmount(minor: number, currency: string): AmountProblem | undefined {
  if (minor === 0) return undefined;
  const limits = chargeLimits(currency);
  if (!limits) return { kind: "currency" };
  const { stepMinor, minMinor, maxMinor } = limits;
  if (minor < minMinor) return { kind: "too_small", limitMinor: minMinor };
  if (minor > maxMinor) return { kind: "too_large", limitMinor: maxMinor };
  return minor % stepMinor === 0 ? undefined : { kind: "step", limitMinor: stepMinor };
}

/** `minor` is 0 where there is a problem. */
export type ReadAmount = { readonly minor: number; readonly problem?: AmountProblem };

/**
 * The minor units of a number that a person gave in the major unit, or why it is no amount of the currency: it has more digits than can be
 * written or counted. Whether it can be charged is asked of `judgeAmount`.
 */
export function readAmount(major: number, currency: string): ReadAmount {
  const minor = toMinor(major, currency);
  if (minor !== undefined) return { minor };
  const limits = chargeLimits(currency) ?? { stepMinor: 1, maxMinor: Number.MAX_SAFE_INTEGER };
  const isTooLarge = !(Math.abs(major) * 10 ** currencyExponent(currency) <= Number.MAX_SAFE_INTEGER);
  const problem: AmountProblem = isTooLarge
    ? { kind: "too_large", limitMinor: limits.maxMinor }
    : { kind: "step", limitMinor: limits.stepMinor };
  return { minor: 0, problem };
}

/** The problem in a sentence, as an organizer reads it beside the field. */
export function problemText(problem: AmountProblem, currency: string): string {
  if (problem.kind === "currency") return `no payment gateway takes ${currency}: only a price of 0 is possible`;
  const limit = decimalText(problem.limitMinor, currency);
  if (problem.kind === "step") return `a price in ${currency} goes in steps of ${limit}`;
  return `the ${problem.kind === "too_small" ? "smallest" : "largest"} charge in ${currency} is ${limit}`;
}
