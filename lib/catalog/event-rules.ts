import { judgeAmount, problemText, type ReadAmount, readAmount } from "#lib/platform/charge-limits";
import { CURRENCIES, KNOWN_CURRENCIES } from "#lib/platform/currencies";
import { lookAlikeKey } from "#lib/platform/look-alike-key";
import type { NewPriceLevel } from "./event-contract.ts";
import type { TicketNames } from "./questions/question-contract.ts";

/** An event as an organizer wants it, named like the tables. Times are epoch milliseconds, money is in minor units. */
export type EventFields = {
  title: string;
  subtitle: string;
  description: string;
  categorySlug: string;
  performers: string[];
  startsAtMs: number;
  endsAtMs: number;
  doorsAtMs: number;
  salesStartAtMs: number;
  salesEndAtMs: number;
  currency: string;
  holdSeconds: number;
  seatsPerHoldMax: number;
  seatsPerBuyerMax: number;
  orphanRule: "off" | "lenient" | "strict";
  refundUntilHours: number | null;
  changeReturnDays: number;
  disputePolicy: "keep" | "void";
  limits: Record<string, unknown>;
  ticketNames: TicketNames;
  ageMin: number | null;
};

export type LevelFields = {
  id: number;
  name: string;
  priceMinor: number;
  feeMinor: number;
  layoutCategories: number[];
};

/** An event's fields with the hall it takes place in; `capacity` is in seats. */
export type EventInHouse = EventFields & { venueId: number; layoutHash: string; capacity: number };

/** A layout of a venue. */
export type HouseLayout = { hash: string; seatCount: number } & HouseCategories;

/** How many categories a layout has, and the indexes of those that the hall does not sell. */
type HouseCategories = { categoryCount: number; unsoldCategories: number[] };

export type FieldProblem = { path: string; message: string };

/** The problem of an event whose venue has no layout, or not the named one. */
export function noHouse(layoutHash: string | undefined): FieldProblem {
  return layoutHash === undefined
    ? { path: "venue_id", message: "there is no such venue with a layout" }
    : { path: "layout_hash", message: "is no layout of this venue" };
}

/** Contradictions within an event, each under the field that reports it. */
export function fieldProblems(event: EventFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const expectThat = (isSo: boolean, path: string, message: string) => isSo || problems.push({ path, message });
  expectThat(event.startsAtMs < event.endsAtMs, "end_time", "must be after start_time");
  expectThat(event.doorsAtMs <= event.startsAtMs, "doors_time", "must not be after start_time");
  expectThat(event.salesStartAtMs < event.salesEndAtMs, "sales_end_time", "must be after sales_start_time");
  expectThat(event.salesEndAtMs <= event.endsAtMs, "sales_end_time", "must not be after end_time");
  expectThat(
    event.seatsPerBuyerMax >= event.seatsPerHoldMax,
    "seats_per_buyer_max",
    "must not be below seats_per_reservation_max",
  );
  return problems;
}

/**
 * What speaks against selling at these prices: the currency, or a price that no payment could pay. Asked when prices are set and
 * before a sale, not when something else of the event changes.
 */
export function priceProblems(levels: readonly LevelFields[], currency: string): FieldProblem[] {
  if (!KNOWN_CURRENCIES.has(currency)) return [{ path: "currency", message: "is no currency we know" }];
  if (!CURRENCIES.has(currency)) return [{ path: "currency", message: "is a currency that has been withdrawn" }];
  return levels.flatMap(({ priceMinor }, index) => {
    const problem = judgeAmount(priceMinor, currency);
    return problem ? [{ path: `price_levels.${index}.price`, message: problemText(problem, currency) }] : [];
  });
}

/**
 * Price levels as the tables store them, with dense ids from 1 in the given order, or the problems found. Every category of
 * the layout that the hall sells belongs to exactly one level, so every seat for sale has one price; what is painted over them makes exceptions
 * (lib/seating/painting).
 */
export function readLevels(
  levels: readonly NewPriceLevel[],
  { currency, house }: { currency: string; house: HouseCategories | undefined },
): { levels: LevelFields[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const { categoryCount, unsoldCategories } = house ?? { categoryCount: 0, unsoldCategories: [] };
  const all = Array.from({ length: categoryCount }, (_, index) => index).filter((i) => !unsoldCategories.includes(i));
  const sold = new Set<number>();
  const names = new Set<string>();
  const read = levels.map((level, index): LevelFields => {
    const path = `price_levels.${index}`;
    const looks = lookAlikeKey(level.name);
    if (names.has(looks)) problems.push({ path: `${path}.name`, message: "must not look like another level's name" });
    names.add(looks);
    const layoutCategories = level.layout_categories ?? (levels.length === 1 ? all : []);
    for (const category of layoutCategories) {
      if (category >= categoryCount)
        problems.push({ path: `${path}.layout_categories`, message: `there is no ${category} in this layout` });
      else if (unsoldCategories.includes(category))
        problems.push({ path: `${path}.layout_categories`, message: `${category} is not for sale in this layout` });
      else if (sold.has(category))
        problems.push({ path: `${path}.layout_categories`, message: `${category} is sold twice` });
      sold.add(category);
    }
    // A level that names none on purpose sells the seats that are painted with it alone.
    if (level.layout_categories === undefined && layoutCategories.length === 0)
      problems.push({ path: `${path}.layout_categories`, message: "must name at least one" });
    const price = amountOf(level.price, currency);
    const fee = amountOf(level.fee ?? 0, currency);
    if (price.problem) problems.push({ path: `${path}.price`, message: problemText(price.problem, currency) });
    if (fee.problem || (!price.problem && fee.minor > price.minor)) {
      problems.push({ path: `${path}.fee`, message: `must be an amount of ${currency} and part of the price` });
    }
    return { id: index + 1, name: level.name, priceMinor: price.minor, feeMinor: fee.minor, layoutCategories };
  });
  const unsold = all.filter((category) => !sold.has(category));
  if (unsold.length > 0)
    problems.push({ path: "price_levels", message: `no level sells the categories ${unsold.slice(0, 10).join(", ")}` });
  return { levels: read, problems };
}

/** Whether both lists sell the same categories under the same ids, so that seats can keep their levels. */
export function isSameSet(a: readonly LevelFields[], b: readonly LevelFields[]): boolean {
  const shape = (levels: readonly LevelFields[]) =>
    JSON.stringify(levels.map(({ id, layoutCategories }) => [id, layoutCategories.toSorted((x, y) => x - y)]));
  return shape(a.toSorted((x, y) => x.id - y.id)) === shape(b.toSorted((x, y) => x.id - y.id));
}

/** Of a currency that we do not know no amount can be read; `priceProblems` reports it. */
function amountOf(major: number, currency: string): ReadAmount {
  return KNOWN_CURRENCIES.has(currency) ? readAmount(major, currency) : { minor: 0 };
}
