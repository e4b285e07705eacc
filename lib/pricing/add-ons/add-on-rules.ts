import type { SaleAddOn } from "../quote/sale.ts";

/** What an event sells beside tickets, as rules read it. Money in minor units. Browser-safe. */
export type AddOn = {
  readonly id: string;
  readonly name: ByLanguage;
  readonly description: ByLanguage;
  readonly priceMinor: number;
  /** The event's tax rates that lie on it; null for every rate on add-ons. */
  readonly taxRateIds: readonly string[] | null;
  /** Null: as many as are wanted. */
  readonly stock: number | null;
  /** Of the stock, in orders that are open or paid. */
  readonly claimed: number;
  readonly counting: "FREE" | "PER_TICKET";
  readonly perOrderMax: number | null;
  readonly saleFrom: Date | null;
  readonly saleUntil: Date | null;
  readonly isActive: boolean;
};

/** A text in the languages that it was written in. */
export type ByLanguage = Readonly<Partial<Record<string, string>>>;

/** What a buyer chose: so many of each add-on. */
export type AddOnChoice = { readonly addOnId: string; readonly quantity: number };

export const ADD_ON_REASONS = ["unknown", "not_on_sale", "sold_out", "too_few_left", "too_many"] as const;
/** Why a choice cannot be had; `max` is how many of it can be. */
export type AddOnProblem = { reason: (typeof ADD_ON_REASONS)[number]; addOnId: string; name?: string; max: number };

/** At most so many of one add-on in an order, whatever its organizer allows. */
export const QUANTITY_MAX = 100;

/** The text in this language, else in English, else in the first that there is. */
export function inLanguage(text: ByLanguage, locale: string): string {
  return text[locale] ?? text.en ?? Object.values(text).find((known) => known !== undefined) ?? "";
}

export function isOnSale({ isActive, saleFrom, saleUntil }: AddOn, now: Date): boolean {
  return isActive && (saleFrom === null || saleFrom <= now) && (saleUntil === null || now < saleUntil);
}

/** How many of the stock are left; null where there is no end of it. */
export function leftOf({ stock, claimed }: Pick<AddOn, "stock" | "claimed">): number | null {
  return stock === null ? null : Math.max(stock - claimed, 0);
}

/** How many of it an order with so many tickets may have by its rules, whatever is left. */
function allowedOf({ counting, perOrderMax }: AddOn, tickets: number): number {
  return Math.min(QUANTITY_MAX, perOrderMax ?? QUANTITY_MAX, counting === "PER_TICKET" ? tickets : QUANTITY_MAX);
}

/** How many of it an order with so many tickets can have now. */
export function maxOf(addOn: AddOn, tickets: number): number {
  return Math.min(allowedOf(addOn, tickets), leftOf(addOn) ?? QUANTITY_MAX);
}

/**
 * The add-ons that a buyer chose, as the quote prices them, in the order in which the event lists them; or what speaks against the first that
 * cannot be had. Their stock is claimed when the order is opened, not here.
 */
export function chooseAddOns(
  addOns: readonly AddOn[],
  choice: readonly AddOnChoice[],
  { tickets, locale, now }: { tickets: number; locale: string; now: Date },
): { ok: true; chosen: SaleAddOn[] } | { ok: false; problem: AddOnProblem } {
  const wanted = new Map(choice.filter(({ quantity }) => quantity > 0).map((each) => [each.addOnId, each.quantity]));
  for (const [addOnId, quantity] of wanted) {
    const addOn = addOns.find(({ id }) => id === addOnId);
    const problem = addOn ? problemOf(addOn, quantity, { tickets, now }) : { reason: "unknown" as const, max: 0 };
    if (problem)
      return { ok: false, problem: { addOnId, ...(addOn && { name: inLanguage(addOn.name, locale) }), ...problem } };
  }
  const chosen = addOns.flatMap((addOn): SaleAddOn[] => {
    const quantity = wanted.get(addOn.id);
    const { id: addOnId, priceMinor: unitMinor, taxRateIds: rateIds } = addOn;
    return quantity === undefined
      ? []
      : [{ addOnId, name: inLanguage(addOn.name, locale), quantity, unitMinor, rateIds }];
  });
  return { ok: true, chosen };
}

function problemOf(
  addOn: AddOn,
  quantity: number,
  { tickets, now }: { tickets: number; now: Date },
): Pick<AddOnProblem, "reason" | "max"> | undefined {
  if (!isOnSale(addOn, now)) return { reason: "not_on_sale", max: 0 };
  const max = maxOf(addOn, tickets);
  if (quantity <= max) return undefined;
  if (leftOf(addOn) === 0) return { reason: "sold_out", max: 0 };
  return { reason: quantity <= allowedOf(addOn, tickets) ? "too_few_left" : "too_many", max };
}
