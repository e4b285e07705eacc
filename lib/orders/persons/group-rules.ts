import type { Signals } from "#lib/protection/risk/judge-risk";

/** What the paid orders of one group have together: of one card, or of one family of mail addresses. */
export type GroupTotal = {
  readonly kind: "CARD" | "MAIL";
  readonly seats: number;
  /** How many buyers they are, by key and by mail address. One alone is within the limit already. */
  readonly buyers: number;
  /** How many of the orders used the promo code of the order in question. */
  readonly promoOrders: number;
};

export type PersonLimits = { readonly seats: number; readonly promoOrders: number | null };

/**
 * How far the groups of an order are beyond what one person may have, as strengths of signals: a little beyond is a little, twice as much is
 * the whole signal. A group is people who may not know of each other's limit, such as a family with one card, so it never refuses.
 */
export function groupSignals(totals: readonly GroupTotal[], limits: PersonLimits): Signals {
  const groups = totals.filter(({ buyers }) => buyers > 1);
  const seatsOf = (kind: GroupTotal["kind"]) => groups.find((group) => group.kind === kind)?.seats ?? 0;
  const promoOrders = Math.max(0, ...groups.map((group) => group.promoOrders));
  return {
    card_over_limit: beyond(seatsOf("CARD"), limits.seats),
    mail_over_limit: beyond(seatsOf("MAIL"), limits.seats),
    promo_over_limit: limits.promoOrders === null ? 0 : beyond(promoOrders, limits.promoOrders),
  };
}

function beyond(count: number, limit: number): number {
  return Math.min(1, Math.max(0, (count - limit) / limit));
}
