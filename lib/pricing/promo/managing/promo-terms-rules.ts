import { chargeLimits } from "#lib/platform/charge-limits";
import { toMajor, toMinor } from "#lib/platform/money";
import type { PromoTerms } from "./promo-contract.ts";

/** What terms are judged by: the event, and how often the code is used already. Browser-safe. */
export type TermsGround = {
  readonly currency: string;
  readonly levelIds: readonly number[];
  readonly uses: number;
  readonly tickets: number;
};

export const TERMS_PROBLEMS = ["percent", "digits", "step", "window", "level", "below_uses"] as const;
/** What is wrong with a field of a code's terms; `limit`: the step in major units, or the uses so far. */
export type TermsProblem = {
  readonly path: keyof PromoTerms;
  readonly problem: (typeof TERMS_PROBLEMS)[number];
  readonly limit?: number;
};

/** The columns of a code's terms, in minor units. */
export type TermsColumns = {
  kind: "PERCENT" | "AMOUNT" | "PER_TICKET";
  value: number;
  note: string;
  usesMax: number | null;
  ticketsMax: number | null;
  ticketsPerOrder: number | null;
  usesPerBuyer: number | null;
  levelIds: number[];
  basketTicketsMin: number | null;
  basketTotalMinMinor: number | null;
  validFrom: Date | null;
  validUntil: Date | null;
};

const KIND = { percent: "PERCENT", amount: "AMOUNT", per_ticket: "PER_TICKET" } as const;

/** Everything that is wrong with terms, each beside its field, or their columns. */
export function planTerms(
  terms: PromoTerms,
  ground: TermsGround,
): { ok: true; columns: TermsColumns } | { ok: false; problems: TermsProblem[] } {
  const value = judgeValue(terms, ground.currency);
  const totalMin = terms.basket_total_min === null ? null : amountOf(terms.basket_total_min, ground.currency);
  const problems = [
    ...(typeof value === "number" ? [] : [{ path: "value" as const, ...value }]),
    ...(totalMin === null || typeof totalMin === "number" ? [] : [{ path: "basket_total_min" as const, ...totalMin }]),
    ...judgeRest(terms, ground),
  ];
  if (problems.length > 0 || typeof value !== "number" || (totalMin !== null && typeof totalMin !== "number"))
    return { ok: false, problems };
  return { ok: true, columns: { ...columnsOf(terms), value, basketTotalMinMinor: totalMin } };
}

type AmountProblem = Pick<TermsProblem, "problem" | "limit">;

function judgeValue({ kind, value }: PromoTerms, currency: string): number | AmountProblem {
  if (kind !== "percent") return amountOf(value, currency);
  return Number.isInteger(value) && value <= 100 ? value : { problem: "percent" };
}

/** The minor units of an amount that can be charged or taken off a charge. */
function amountOf(major: number, currency: string): number | AmountProblem {
  const minor = toMinor(major, currency);
  if (minor === undefined || minor <= 0) return { problem: "digits" };
  const stepMinor = chargeLimits(currency)?.stepMinor ?? 1;
  return minor % stepMinor === 0 ? minor : { problem: "step", limit: toMajor(stepMinor, currency) };
}

function judgeRest(terms: PromoTerms, { levelIds, uses, tickets }: TermsGround): TermsProblem[] {
  const { valid_from: from, valid_until: until } = terms;
  const isReversed = from !== null && until !== null && Date.parse(from) >= Date.parse(until);
  return [
    ...(isReversed ? [{ path: "valid_until", problem: "window" } as const] : []),
    ...(terms.price_level_ids.every((id) => levelIds.includes(id))
      ? []
      : [{ path: "price_level_ids", problem: "level" } as const]),
    ...(terms.uses_max !== null && terms.uses_max < uses
      ? [{ path: "uses_max", problem: "below_uses", limit: uses } as const]
      : []),
    ...(terms.tickets_max !== null && terms.tickets_max < tickets
      ? [{ path: "tickets_max", problem: "below_uses", limit: tickets } as const]
      : []),
  ];
}

function columnsOf(terms: PromoTerms): Omit<TermsColumns, "value" | "basketTotalMinMinor"> {
  return {
    kind: KIND[terms.kind],
    note: terms.note,
    usesMax: terms.uses_max,
    ticketsMax: terms.tickets_max,
    ticketsPerOrder: terms.tickets_per_order,
    usesPerBuyer: terms.uses_per_person,
    levelIds: [...new Set(terms.price_level_ids)].sort((a, b) => a - b),
    basketTicketsMin: terms.basket_tickets_min,
    validFrom: terms.valid_from === null ? null : new Date(terms.valid_from),
    validUntil: terms.valid_until === null ? null : new Date(terms.valid_until),
  };
}
