import { type PromoRule, promoReductions } from "../promo/promo-rules.ts";
import { type GroupDiscount, REDUCTIONS, type Reduction, type SaleSeat, type TicketType } from "./sale.ts";
import { percentOf, spread, sumOf } from "./spread.ts";

/** A seat while its price is made: `netMinor` is `seat.listMinor` without the `parts` so far. */
export type Priced = {
  readonly seat: SaleSeat;
  readonly type: TicketType | undefined;
  netMinor: number;
  readonly parts: Reduction[];
};

/** Amounts must be multiples of `stepMinor`, and 0 or at least `minMinor`. */
export type Steps = { readonly stepMinor: number; readonly minMinor: number };

/** Rule 1: each seat at the price of its ticket type. */
export function reduceByTicketType(priced: readonly Priced[], { stepMinor }: Steps): void {
  for (const line of priced) {
    const { type, seat } = line;
    if (!type) continue;
    const amountMinor = seat.listMinor - priceAtType(seat, type, { stepMinor });
    take(line, { kind: "ticket_type", id: type.id, name: type.name, amountMinor });
  }
}

/** What a seat costs at a ticket type, before every other rule. */
export function priceAtType(
  { listMinor }: Pick<SaleSeat, "listMinor">,
  { kind, value }: Pick<TicketType, "kind" | "value">,
  { stepMinor }: Pick<Steps, "stepMinor">,
): number {
  const left = {
    PERCENT: less(listMinor, percentOf(listMinor, value), stepMinor),
    AMOUNT: Math.max(listMinor - value, 0),
    FIXED: value,
  };
  return Math.min(left[kind], listMinor);
}

/** Rule 2: the group discount that is worth most to the buyer, and no other; of equal ones the first. */
export function reduceByGroup(
  priced: readonly Priced[],
  discounts: readonly GroupDiscount[],
  { stepMinor }: Steps,
): void {
  let best: { discount: GroupDiscount; off: Map<Priced, number>; sum: number } | undefined;
  for (const discount of discounts) {
    const off = groupAmounts(priced, discount, stepMinor);
    const sum = sumOf([...off.values()]);
    if (sum > (best?.sum ?? 0)) best = { discount, off, sum };
  }
  if (!best) return;
  const { id, name } = best.discount;
  for (const [line, amountMinor] of best.off) take(line, { kind: "group", id, name, amountMinor });
}

function groupAmounts(
  priced: readonly Priced[],
  { kind, seats, value, levelIds }: GroupDiscount,
  stepMinor: number,
): Map<Priced, number> {
  const group = priced.filter(({ seat }) => isAt(levelIds, seat.levelId));
  if (group.length < seats) return new Map();
  if (kind === "PERCENT") {
    return new Map(
      group.map((line) => [line, line.netMinor - less(line.netMinor, percentOf(line.netMinor, value), stepMinor)]),
    );
  }
  const free = Math.floor(group.length / seats) * (seats - value);
  const amounts = group.map(({ netMinor }) => netMinor);
  const cheapest = amounts.toSorted((a, b) => a - b).slice(0, free);
  // Spread over the group: who returns the others would else keep a ticket that cost nothing.
  const shares = spread(sumOf(cheapest), amounts);
  return new Map(group.map((line, i) => [line, shares[i] ?? 0]));
}

/** Rule 3: the code, on all tickets that it is for. */
export function reduceByCode(
  priced: readonly Priced[],
  code: PromoRule | null,
  { stepMinor, addOnsMinor }: Steps & { addOnsMinor: number },
): void {
  if (!code) return;
  const lines = priced.map(({ seat, netMinor }) => ({ levelId: seat.levelId, minor: netMinor }));
  const amounts = promoReductions(code, lines, { otherMinor: addOnsMinor, stepMinor });
  priced.forEach((line, i) => {
    take(line, { kind: "code", id: code.id, name: code.code, amountMinor: amounts[i] ?? 0 });
  });
}

/**
 * Rule 4: a total that is too small to be charged is raised to the smallest charge by cutting the reductions, the last rule's first: the
 * buyer gets as much of them as can be given. To refuse would cost the buyer all of them, to round down would give away what was to
 * be paid. Answers whether anything was cut; a total that is too small without any reduction stays.
 */
export function cutToSmallestCharge(
  priced: readonly Priced[],
  { minMinor, addOnsMinor }: Steps & { addOnsMinor: number },
): boolean {
  const total = sumOf(priced.map(({ netMinor }) => netMinor)) + addOnsMinor;
  if (total === 0 || total >= minMinor) return false;
  let raise = minMinor - total;
  for (const kind of REDUCTIONS.toReversed()) {
    const cut = priced.flatMap((line) =>
      line.parts.filter((part) => part.kind === kind).map((part) => ({ line, part })),
    );
    const sum = sumOf(cut.map(({ part }) => part.amountMinor));
    const kept = spread(
      Math.max(sum - raise, 0),
      cut.map(({ part }) => part.amountMinor),
    );
    cut.forEach(({ line, part }, i) => {
      const amountMinor = kept[i] ?? 0;
      const place = line.parts.indexOf(part);
      line.parts.splice(place, 1, ...(amountMinor === 0 ? [] : [{ ...part, amountMinor }]));
      line.netMinor += part.amountMinor - amountMinor;
    });
    raise -= Math.min(sum, raise);
  }
  return raise < minMinor - total;
}

/** What is left of an amount after `off`, rounded up to a step, and never more than there was. */
function less(amountMinor: number, off: number, stepMinor: number): number {
  return Math.min(amountMinor, Math.ceil((amountMinor - off) / stepMinor) * stepMinor);
}

/** Whether a rule that is for these levels, null for all, is for this one. */
export function isAt(levelIds: readonly number[] | null, levelId: number): boolean {
  return levelIds === null || levelIds.includes(levelId);
}

function take(line: Priced, part: Reduction): void {
  if (part.amountMinor === 0) return;
  line.netMinor -= part.amountMinor;
  line.parts.push(part);
}
