import { judgeAmount } from "#lib/platform/charge-limits";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { refuse } from "./refusals.ts";

/**
 * Whether a payment can be of this total, asked before seats are held, when a price is quoted and before an order is opened, so
 * that no buyer is sent to a payment that can only fail. Undefined when it can; a total of nothing always can.
 */
export function judgeTotal(totalMinor: number, currency: string): Refused<"amount_not_payable"> | undefined {
  const problem = judgeAmount(totalMinor, currency);
  if (!problem) return undefined;
  const limit = problem.kind === "currency" ? {} : { limit: toMajor(problem.limitMinor, currency) };
  return refuse("amount_not_payable", { reason: problem.kind, currency, ...limit });
}
