import { percentOf, spread, sumOf } from "../quote/spread.ts";

export const PROMO_KINDS = ["PERCENT", "AMOUNT", "PER_TICKET"] as const;
export type PromoKind = (typeof PROMO_KINDS)[number];

/**
 * What a promo code takes off. `value`: whole percents, or minor units off the whole order (AMOUNT) or off each ticket (PER_TICKET). It
 * reduces tickets of `levelIds`, of all levels where there are none, and `ticketsPerOrder` of them at most, the dearest; null for any number.
 */
export type PromoRule = {
  readonly id: string;
  /** As its organizer wrote it. */
  readonly code: string;
  readonly kind: PromoKind;
  readonly value: number;
  readonly levelIds: readonly number[];
  readonly ticketsPerOrder: number | null;
};

/**
 * A promo code as its event defined it. The smallest basket counts the tickets of its levels alone. `usesMax` counts orders, `ticketsMax`
 * the tickets that they reduced.
 */
export type Promo = PromoRule & {
  /** Raised by each change: the order is opened under the revision that was quoted. */
  readonly revision: number;
  readonly deactivatedAt: Date | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly basketTicketsMin: number | null;
  readonly basketTotalMinMinor: number | null;
  readonly uses: number;
  readonly usesMax: number | null;
  readonly ticketsMax: number | null;
  readonly usesPerBuyer: number | null;
};

/** One ticket of a basket and its price when the code's turn comes: after ticket type and group discount. */
export type PromoLine = { readonly levelId: number; readonly minor: number };

/** How often a code was used: by orders of this buyer, and by tickets of all orders. */
export type PromoUses = { readonly usedByBuyer: number; readonly ticketsUsed: number };

/** Why a code does not apply, with what would make it apply. */
export type PromoObstacle =
  | { reason: "inactive" | "used_up" | "at_minimum" }
  | { reason: "not_yet"; validFrom: Date }
  | { reason: "over"; validUntil: Date }
  | { reason: "other_levels"; levelIds: readonly number[] }
  | { reason: "too_few_tickets"; ticketsMin: number; ticketsMissing: number }
  | { reason: "below_total"; totalMinMinor: number; missingMinor: number }
  | { reason: "too_many_tickets"; ticketsLeft: number }
  | { reason: "used_by_you"; usesPerBuyer: number };

/**
 * Why a code does not apply to these tickets; undefined when it does. The order of the questions is the order in which a buyer can do
 * something about them. The opening of the order asks the uses again, behind the code's lock.
 */
export function obstacleOfPromo(
  promo: Promo,
  { lines, ...uses }: PromoUses & { readonly lines: readonly PromoLine[] },
  now: Date,
): PromoObstacle | undefined {
  return obstacleOfTime(promo, now) ?? obstacleOfBasket(promo, lines) ?? obstacleOfUses(promo, lines, uses);
}

/**
 * What a code takes off each ticket, in their order: the step "code" of `quoteSale`. Percentages are rounded down to whole minor units,
 * and the whole further where the total, with `otherMinor` for what the order costs besides its tickets, must be a multiple of `stepMinor`. The
 * cents of the whole are spread over the tickets by largest remainder; no ticket gets more off than it costs.
 */
export function promoReductions(
  promo: PromoRule,
  lines: readonly PromoLine[],
  { otherMinor, stepMinor }: { otherMinor: number; stepMinor: number },
): number[] {
  const reduced = new Set(reducedLines(promo, lines));
  const weights = lines.map((line) => (reduced.has(line) ? mostOff(promo, line) : 0));
  const off = Math.min(offOf(promo, [...reduced]), sumOf(weights));
  const totalMinor = sumOf(lines.map(({ minor }) => minor)) + otherMinor;
  const left = Math.min(totalMinor, Math.ceil((totalMinor - off) / stepMinor) * stepMinor);
  return spread(totalMinor - left, weights);
}

/** The tickets that a code reduces: at most `ticketsPerOrder` of its levels, the dearest, of equal ones the first. Free ones use up none. */
export function reducedLines<Line extends PromoLine>(promo: PromoRule, lines: readonly Line[]): Line[] {
  const dearestFirst = lines
    .filter((line) => isFor(promo, line) && line.minor > 0)
    .toSorted((a, b) => b.minor - a.minor);
  return dearestFirst.slice(0, promo.ticketsPerOrder ?? dearestFirst.length);
}

function isFor({ levelIds }: PromoRule, { levelId }: PromoLine): boolean {
  return levelIds.length === 0 || levelIds.includes(levelId);
}

function obstacleOfTime({ deactivatedAt, validFrom, validUntil }: Promo, now: Date): PromoObstacle | undefined {
  if (deactivatedAt) return { reason: "inactive" };
  if (validFrom && now < validFrom) return { reason: "not_yet", validFrom };
  if (validUntil && now >= validUntil) return { reason: "over", validUntil };
  return undefined;
}

function obstacleOfBasket(promo: Promo, lines: readonly PromoLine[]): PromoObstacle | undefined {
  const { basketTicketsMin: ticketsMin, basketTotalMinMinor: totalMinMinor } = promo;
  const tickets = lines.filter((line) => isFor(promo, line));
  if (tickets.length === 0) return { reason: "other_levels", levelIds: promo.levelIds };
  if (ticketsMin !== null && tickets.length < ticketsMin)
    return { reason: "too_few_tickets", ticketsMin, ticketsMissing: ticketsMin - tickets.length };
  const totalMinor = sumOf(tickets.map(({ minor }) => minor));
  if (totalMinMinor !== null && totalMinor < totalMinMinor)
    return { reason: "below_total", totalMinMinor, missingMinor: totalMinMinor - totalMinor };
  return undefined;
}

function obstacleOfUses(
  promo: Promo,
  lines: readonly PromoLine[],
  { usedByBuyer, ticketsUsed }: PromoUses,
): PromoObstacle | undefined {
  const { uses, usesMax, usesPerBuyer, ticketsMax } = promo;
  if (usesMax !== null && uses >= usesMax) return { reason: "used_up" };
  if (usesPerBuyer !== null && usedByBuyer >= usesPerBuyer) return { reason: "used_by_you", usesPerBuyer };
  if (ticketsMax === null) return undefined;
  const ticketsLeft = Math.max(0, ticketsMax - ticketsUsed);
  if (ticketsLeft === 0) return { reason: "used_up" };
  return reducedLines(promo, lines).length > ticketsLeft ? { reason: "too_many_tickets", ticketsLeft } : undefined;
}

/** What a code would take off, before what can be charged bounds it. */
function offOf({ kind, value }: PromoRule, tickets: readonly PromoLine[]): number {
  const totalMinor = sumOf(tickets.map(({ minor }) => minor));
  if (kind === "PERCENT") return percentOf(totalMinor, value);
  return kind === "AMOUNT" ? value : value * tickets.length;
}

/** What a code may take off one ticket. */
function mostOff({ kind, value }: PromoRule, { minor }: PromoLine): number {
  return kind === "PER_TICKET" ? Math.min(value, minor) : minor;
}
