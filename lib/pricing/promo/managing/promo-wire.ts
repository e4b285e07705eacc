import { toMajor } from "#lib/platform/money";
import type { PromoRow } from "./managing-store.ts";
import type { PromoState, PromoTerms, PromoWire } from "./promo-contract.ts";

const KIND = { PERCENT: "percent", AMOUNT: "amount", PER_TICKET: "per_ticket" } as const;

/** A code as its organizer sees it. */
export function promoOnWire(row: PromoRow, { currency, now }: { currency: string; now: Date }): PromoWire {
  const { id, code, batch, uses, revision } = row;
  const { valid_from, valid_until, ...terms } = termsOf(row, currency);
  return {
    ...{ id, code, batch, ...terms, valid_from, valid_until },
    ...{ uses, state: stateOf(row, now), revision, created_at: row.createdAt.toISOString() },
  };
}

/** The terms of a code, as they are asked for. */
export function termsOf(row: PromoRow, currency: string): PromoTerms {
  return {
    kind: KIND[row.kind],
    value: row.kind === "PERCENT" ? row.value : toMajor(row.value, currency),
    note: row.note,
    uses_max: row.usesMax,
    tickets_max: row.ticketsMax,
    tickets_per_order: row.ticketsPerOrder,
    uses_per_person: row.usesPerBuyer,
    price_level_ids: [...row.levelIds],
    basket_tickets_min: row.basketTicketsMin,
    basket_total_min: row.basketTotalMinMinor === null ? null : toMajor(row.basketTotalMinMinor, currency),
    valid_from: row.validFrom?.toISOString() ?? null,
    valid_until: row.validUntil?.toISOString() ?? null,
  };
}

/** The same as the filter of the list reads it (`whereState`). */
function stateOf({ deactivatedAt, validFrom, validUntil, uses, usesMax }: PromoRow, now: Date): PromoState {
  if (deactivatedAt) return "inactive";
  if (validUntil && validUntil <= now) return "over";
  if (usesMax !== null && uses >= usesMax) return "used_up";
  return validFrom && validFrom > now ? "scheduled" : "active";
}
