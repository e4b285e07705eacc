import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import { findGeometry } from "#lib/catalog/queries";
import { nameOf } from "#lib/catalog/venues/venue-wire";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { hasSeatKind, type Layout } from "#lib/seating/layout";
import { refuse } from "../refusals.ts";
import { judgePriceRules } from "./judge-price-rules.ts";
import type { PriceRulesBody, PriceRulesWire } from "./price-rules-contract.ts";
import { rulesNow } from "./read-price-rules.ts";
import { rulesGiven } from "./rules-given.ts";
import { claimPriceRules, findPriceRules, type StoredRules } from "./sale-rules-store.ts";

type ReplaceRefusal = Refused<"not_found" | "forbidden" | "price_rules_invalid" | "price_rules_changed">;

const PROBLEMS_MAX = 50;

/**
 * Replaces all rules of price of an event at once. The second of two who read the same revision is refused with the rules of now. Held seats
 * keep their list price; an order that is being opened is judged again by the new rules, and orders keep the price they were opened at.
 */
export async function replacePriceRules(
  person: Staff,
  eventId: number,
  body: PriceRulesBody,
): Promise<{ ok: true; rules: PriceRulesWire } | ReplaceRefusal> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const before = await findPriceRules(eventId);
  // Judged first: rules of another revision may be gone, which would be said of each of them.
  if (before.revision !== body.revision) return changedBy(eventId);
  const fields = await problemsOf(body, { own, before });
  if (fields.length > 0) return refuse("price_rules_invalid", { fields: fields.slice(0, PROBLEMS_MAX) });
  const given = rulesGiven(body, { currency: own.row.currency, newId: uuidv7 });
  const isSaved = await claimPriceRules(eventId, { revision: body.revision, person, given });
  return isSaved ? { ok: true, rules: await rulesNow(eventId) } : changedBy(eventId);
}

async function problemsOf(body: PriceRulesBody, { own, before }: { own: OwnEvent; before: StoredRules }) {
  const { row, levels } = own;
  return judgePriceRules(body, {
    currency: row.currency,
    levelIds: levels.map(({ id }) => id),
    ruleIds: [...before.ticketTypes, ...before.groupDiscounts, ...before.taxes.rates].map(({ id }) => id),
    hasWheelchairPlaces:
      body.ticket_types.some(({ needs_wheelchair: isCompanion }) => isCompanion) &&
      (await hasWheelchairPlaces(row.layoutHash)),
  });
}

async function hasWheelchairPlaces(layoutHash: string): Promise<boolean> {
  const geometry = await findGeometry(layoutHash);
  return geometry !== undefined && hasSeatKind(JSON.parse(geometry) as Layout, "WHEELCHAIR");
}

async function changedBy(eventId: number): Promise<Refused<"price_rules_changed">> {
  const [rules, { updatedBy }] = await Promise.all([rulesNow(eventId), findPriceRules(eventId)]);
  return refuse("price_rules_changed", { changed_by: await nameOf(updatedBy), rules });
}
