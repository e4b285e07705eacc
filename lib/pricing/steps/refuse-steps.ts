import type { OwnEvent } from "#lib/catalog/organizer-event";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { mustAnnounce } from "./announced-ahead.ts";
import { judgePriceSteps, type StepGround, type StepProblem } from "./judge-price-steps.ts";
import type { PriceStepsBody } from "./step-contract.ts";
import type { SteppedSale } from "./stepped-sale.ts";

const PROBLEMS_MAX = 50;

/** What stands against the steps of an event, each problem with a sentence beside its field; undefined when nothing does. */
export function refusalOfSteps(
  body: Omit<PriceStepsBody, "revision">,
  own: OwnEvent,
  sale: SteppedSale,
): Refused<"price_steps_invalid"> | undefined {
  const problems = judgePriceSteps(body, groundOfSteps(own, sale));
  if (problems.length === 0) return undefined;
  const fields = problems.slice(0, PROBLEMS_MAX).map((each) => ({ ...each, message: SENTENCES[each.problem](each) }));
  return refuse("price_steps_invalid", { fields });
}

/** What steps are judged by: the event, and the regular prices of its levels. */
function groundOfSteps({ row, levels }: OwnEvent, sale: SteppedSale): StepGround {
  return {
    ...{ currency: row.currency, salesStartAt: row.salesStartAt, salesEndAt: row.salesEndAt },
    mustAnnounce: mustAnnounce(row.country),
    levels: levels.map(({ id, feeMinor, priceMinor }) => {
      return { id, feeMinor, regularMinor: sale.levels.find((level) => level.id === id)?.regularMinor ?? priceMinor };
    }),
  };
}

const SENTENCES: Record<StepProblem["problem"], (of: { limit?: number }) => string> = {
  level: () => "is no price level of this event",
  currency_step: ({ limit }) => `must be a multiple of ${limit}`,
  too_small: ({ limit }) => `must be 0 or at least ${limit}`,
  too_large: ({ limit }) => `must be at most ${limit}`,
  below_fee: ({ limit }) => `must not be below the booking fee of ${limit}`,
  no_end: () => "must end at a time or at a number sold",
  outside_sale: () => "must be while the event is on sale",
  not_below_regular: ({ limit }) => `must be below the regular price of ${limit}`,
  falls: ({ limit }) => `must not be below the early bird before it, ${limit}`,
  overlap: () => "overlaps with another step of this level",
  mixed: () => "a level has either demand steps or fixed ones",
  bounds: ({ limit }) => `must not be above the ceiling of ${limit}`,
  regular_outside: ({ limit }) => `must leave room for the regular price of ${limit}`,
  shares: () => "must rise from step to step",
  no_step: () => "must be more than nothing",
  announce: () => "must be on in the country of the venue",
};
