import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import { findPricedEvent } from "#lib/catalog/queries";
import type { Staff } from "#lib/organizations/authority";
import { chargeLimits } from "#lib/platform/charge-limits";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { addedTaxOf } from "../quote/added-tax.ts";
import { priceRulesOf } from "../rules/price-rules-of.ts";
import type { ChangeCause, LevelFigures, SteppedLevel, StepRules } from "./price-steps.ts";
import type { LevelNowWire, PriceChangesWire } from "./step-contract.ts";
import { listPriceChanges } from "./step-store.ts";
import { readSteppedSale, type SteppedSale } from "./stepped-sale.ts";
import { priceAt } from "./steps-due.ts";

type Page = { page: number; limit: number };

/** What a price of a level is to its readers, in minor units. */
type Shown = (levelId: number, minor: number) => number;

/**
 * Why the seats of an event cost what they cost, with the taxes that are added to a price: what holds now and until when, what is announced, and what changed, the newest
 * first. Undefined for an event that does not exist or is a draft.
 */
export async function explainPrices(eventId: number, page: Page): Promise<PriceChangesWire | undefined> {
  const event = await findPricedEvent(eventId);
  return event && explained(event, { page, shown: await shownPrices(eventId) });
}

/** The same for the people of the organization, drafts included, without taxes that are added: as they set their prices. */
export async function readPriceChanges(
  person: Staff,
  eventId: number,
  page: Page,
): Promise<{ ok: true; changes: PriceChangesWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  return own.ok ? { ok: true, changes: await explained(own, { page, shown: (_, minor) => minor }) } : own;
}

async function shownPrices(eventId: number): Promise<Shown> {
  const { taxes, levels, currency } = await priceRulesOf(eventId);
  const stepMinor = chargeLimits(currency)?.stepMinor ?? 1;
  const feeOf = new Map(levels.map(({ id, feeMinor }) => [id, feeMinor]));
  return (id, minor) =>
    minor + addedTaxOf({ id, priceMinor: minor, feeMinor: feeOf.get(id) ?? 0 }, { taxes, stepMinor });
}

type PricedEvent = Pick<OwnEvent, "levels"> & { row: Pick<OwnEvent["row"], "id" | "currency" | "status"> };

async function explained(
  event: PricedEvent,
  { page: { page, limit }, shown }: { page: Page; shown: Shown },
): Promise<PriceChangesWire> {
  const { row, levels } = event;
  const [sale, { rows, total }] = await Promise.all([
    readSteppedSale(event),
    listPriceChanges(row.id, { page, limit }),
  ]);
  const names = new Map(levels.map(({ id, name }) => [id, name]));
  const moneyOf = (levelId: number) => (minor: number) => toMajor(shown(levelId, minor), row.currency);
  return {
    currency: row.currency,
    price_levels: sale.levels.map((level) => levelNow({ level, sale, names, money: moneyOf(level.id) })),
    data: rows.map(({ reason, ...change }) => ({
      ...{ id: change.id, price_level_id: change.levelId, price_level: names.get(change.levelId) ?? "" },
      from_price: moneyOf(change.levelId)(change.fromMinor),
      to_price: moneyOf(change.levelId)(change.toMinor),
      cause: change.cause as ChangeCause,
      ...{ sold: reason.sold, on_sale: reason.onSale, reached: reason.from },
      announced_at: change.announcedAt?.toISOString() ?? null,
      ...{ applies_at: change.appliesAt.toISOString(), applied: change.appliedAt !== null },
    })),
    meta: { total, page, limit },
  };
}

function levelNow(of: {
  level: SteppedLevel;
  sale: SteppedSale;
  names: ReadonlyMap<number, string>;
  money: (minor: number) => number;
}): LevelNowWire {
  const { level, sale, names, money } = of;
  const figures = sale.figures.get(level.id) ?? { sold: 0, soldMost: 0, onSale: 0 };
  const now = databaseNow();
  const cause =
    level.priceMinor === level.regularMinor ? "regular" : priceAt({ level, rules: sale.rules, figures, now });
  const early = earlyEnd({ level, rules: sale.rules, figures, now });
  return {
    ...{ price_level_id: level.id, name: names.get(level.id) ?? "" },
    ...{ price: money(level.priceMinor), regular_price: money(level.regularMinor) },
    cause: cause === "regular" ? cause : cause.cause,
    until: early?.until?.toISOString() ?? null,
    until_sold: early?.untilSold ?? null,
    next_price: early ? money(early.nextMinor) : null,
    announced: level.announced && {
      price: money(level.announced.toMinor),
      applies_at: level.announced.appliesAt.toISOString(),
    },
  };
}

/** When the early price of now ends, and what comes then. */
function earlyEnd(of: { level: SteppedLevel; rules: StepRules; figures: LevelFigures; now: Date }) {
  const { cause, stepId, minor } = priceAt(of);
  const step = of.rules.steps.find(({ id }) => id === stepId);
  if (cause !== "early_bird" || step?.kind !== "early_bird" || minor !== of.level.priceMinor) return undefined;
  const { until, untilSold } = step;
  const figures = until ? of.figures : { ...of.figures, soldMost: untilSold ?? 0 };
  const { minor: nextMinor } = priceAt({ ...of, figures, now: until ?? of.now });
  return { until, untilSold, nextMinor };
}
