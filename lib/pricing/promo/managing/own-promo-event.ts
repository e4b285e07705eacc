import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Permission } from "#lib/organizations/permissions";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../../refusals.ts";
import { TERMS_SENTENCES } from "../../terms-sentences.ts";
import type { PromoDeed } from "./managing-store.ts";
import type { TermsGround, TermsProblem } from "./promo-terms-rules.ts";

/** An event whose codes this person may read or change. */
export const ownPromoEvent = (
  person: Staff,
  eventId: number,
  permission: Extract<Permission, "event.read" | "event.write">,
): Promise<({ ok: true } & OwnEvent) | Refused<"not_found" | "forbidden">> => ownEvent(person, eventId, permission);

/** What the terms of a new code are judged by. */
export function groundOf({ row, levels }: OwnEvent, used = { uses: 0, tickets: 0 }): TermsGround {
  return { currency: row.currency, levelIds: levels.map(({ id }) => id), ...used };
}

export function deedOf(
  person: Staff,
  { row }: OwnEvent,
  { action, detail }: Pick<PromoDeed, "action" | "detail">,
): PromoDeed {
  return { actor: person.keys[0] ?? "stranger", organizationId: row.organizationId, action, detail };
}

const SENTENCES = {
  percent: () => "must be a whole number of percents up to 100",
  ...TERMS_SENTENCES,
  level: () => "names a price level that the event does not have",
  below_uses: (limit?: number) => `is below what was used already: ${limit}`,
} as const;

/** Terms that cannot be, each problem beside its field. */
export function refuseTerms(problems: readonly TermsProblem[]): Refused<"promo_terms_invalid"> {
  const fields = problems.map((each) => ({ ...each, message: SENTENCES[each.problem](each.limit) }));
  return refuse("promo_terms_invalid", { fields });
}
