import { chargeLimits } from "#lib/platform/charge-limits";
import { toMajor, toMinor } from "#lib/platform/money";
import type { AddOnTerms } from "./add-on-contract.ts";
import type { AddOnColumns } from "./add-on-store.ts";

export const ADD_ON_PROBLEMS = ["digits", "step", "window", "rate", "below_claimed"] as const;
/** What is wrong with a field of an add-on; `limit`: the step in major units, or how many orders have it. */
export type AddOnTermsProblem = {
  readonly path: keyof AddOnTerms;
  readonly problem: (typeof ADD_ON_PROBLEMS)[number];
  readonly limit?: number;
};

/** What an add-on is judged by: its event, and how many of it orders have already. */
export type AddOnGround = {
  readonly currency: string;
  /** The event's tax rates on add-ons. */
  readonly rateIds: readonly string[];
  readonly claimed: number;
};

/** Everything that is wrong with an add-on, each beside its field, or its columns. */
export function planAddOn(
  terms: AddOnTerms,
  ground: AddOnGround,
): { ok: true; columns: AddOnColumns } | { ok: false; problems: AddOnTermsProblem[] } {
  const price = judgePrice(terms.price, ground.currency);
  const problems = [...(typeof price === "number" ? [] : [price]), ...judgeRest(terms, ground)];
  if (problems.length > 0 || typeof price !== "number") return { ok: false, problems };
  return { ok: true, columns: columnsOf(terms, price) };
}

function judgePrice(major: number, currency: string): number | AddOnTermsProblem {
  const minor = toMinor(major, currency);
  if (minor === undefined) return { path: "price", problem: "digits" };
  const stepMinor = chargeLimits(currency)?.stepMinor ?? 1;
  return minor % stepMinor === 0 ? minor : { path: "price", problem: "step", limit: toMajor(stepMinor, currency) };
}

function judgeRest(terms: AddOnTerms, { rateIds, claimed }: AddOnGround): AddOnTermsProblem[] {
  const { sale_from: from, sale_until: until, tax_rate_ids: rates, stock } = terms;
  const isReversed = from !== null && until !== null && Date.parse(from) >= Date.parse(until);
  return [
    ...(isReversed ? [{ path: "sale_until", problem: "window" } as const] : []),
    ...(rates?.some((id) => !rateIds.includes(id)) ? [{ path: "tax_rate_ids", problem: "rate" } as const] : []),
    ...(stock !== null && stock < claimed
      ? [{ path: "stock", problem: "below_claimed", limit: claimed } as const]
      : []),
  ];
}

function columnsOf(terms: AddOnTerms, priceMinor: number): AddOnColumns {
  const at = (moment: string | null) => (moment === null ? null : new Date(moment));
  return {
    name: terms.name,
    description: terms.description,
    priceMinor,
    taxRateIds: [...new Set(terms.tax_rate_ids ?? [])],
    isTaxFree: terms.tax_rate_ids?.length === 0,
    stock: terms.stock,
    counting: terms.counting === "per_ticket" ? "PER_TICKET" : "FREE",
    perOrderMax: terms.per_order_max,
    saleFrom: at(terms.sale_from),
    saleUntil: at(terms.sale_until),
    isActive: terms.active,
    position: terms.position,
  };
}
