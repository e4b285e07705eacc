import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { refuse } from "../refusals.ts";
import type { PromoObstacle } from "./promo-rules.ts";

/** Why a code does not apply, as a refusal: amounts in the major unit of the basket's currency. */
export function refusalOfPromo(obstacle: PromoObstacle, currency: string): Refused<"promo_code_invalid"> {
  switch (obstacle.reason) {
    case "not_yet":
      return refuse("promo_code_invalid", { reason: "not_yet", valid_from: obstacle.validFrom.toISOString() });
    case "over":
      return refuse("promo_code_invalid", { reason: "over", valid_until: obstacle.validUntil.toISOString() });
    case "other_levels":
      return refuse("promo_code_invalid", { reason: "other_levels", price_level_ids: [...obstacle.levelIds] });
    case "too_few_tickets": {
      const { ticketsMin: tickets_min, ticketsMissing: tickets_missing } = obstacle;
      return refuse("promo_code_invalid", { reason: "too_few_tickets", tickets_min, tickets_missing });
    }
    case "below_total": {
      const amounts = {
        total_min: toMajor(obstacle.totalMinMinor, currency),
        missing: toMajor(obstacle.missingMinor, currency),
      };
      return refuse("promo_code_invalid", { reason: "below_total", ...amounts, currency });
    }
    case "too_many_tickets":
      return refuse("promo_code_invalid", { reason: "too_many_tickets", tickets_left: obstacle.ticketsLeft });
    case "used_by_you":
      return refuse("promo_code_invalid", { reason: "used_by_you", uses_per_person: obstacle.usesPerBuyer });
    case "inactive":
    case "used_up":
    case "at_minimum":
      return refuse("promo_code_invalid", { reason: obstacle.reason });
  }
}
