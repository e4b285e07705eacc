import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import { chargeLimits } from "#lib/platform/charge-limits";
import { type Refused, refuse as refuseAny } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { toMajor } from "#lib/platform/money";
import { ANNOUNCED_AHEAD_MS } from "./announced-ahead.ts";
import { refusalOfSteps } from "./refuse-steps.ts";
import { modelSales, type PastSale, pastSales } from "./sale-curve.ts";
import { type SimulatedLevel, type SimulatedSale, simulateSale } from "./simulate-sale.ts";
import type { SimulationBody, SimulationWire } from "./simulation-contract.ts";
import { stepGiven } from "./step-wire.ts";
import { readSteppedSale } from "./stepped-sale.ts";

/** The sale of a past event, from a later service: its window and what was sold of each level when. */
export type PastSaleOf = (eventId: number) => Promise<{ soldAt: { levelId: number; at: Date; seats: number }[] }>;

/**
 * Plays the sale of an event by price steps that need not be saved, on a model or on the sale of another event of the organization:
 * revenue, prices over time and who pays what, against the regular price. Changes nothing.
 */
export async function simulatePriceSteps(
  person: Staff,
  eventId: number,
  { asked, pastSaleOf }: { asked: SimulationBody; pastSaleOf: PastSaleOf },
): Promise<{ ok: true; simulation: SimulationWire } | Refused<"not_found" | "forbidden" | "price_steps_invalid">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { row } = own;
  const sale = await readSteppedSale(own);
  const refused = refusalOfSteps(asked, own, sale);
  if (refused) return refused;
  const levels = sale.levels.map(({ id, regularMinor, feeMinor }): SimulatedLevel => {
    return {
      id,
      regularMinor,
      feeMinor,
      onSale: sale.figures.get(id)?.onSale || seatsOf(own.levels.length, row.capacity),
    };
  });
  const window = { from: row.salesStartAt, until: row.salesEndAt };
  const sales = await salesOf(person, { asked, levels, window, pastSaleOf });
  if (!sales) return refuseAny("not_found");
  const rules = {
    steps: asked.steps.map((step) => stepGiven(step, { currency: row.currency, newId: uuidv7 })),
    announceMs: asked.announces ? ANNOUNCED_AHEAD_MS : 0,
    currencyStepMinor: chargeLimits(row.currency)?.stepMinor ?? 1,
  };
  const played = simulateSale(levels, rules, { sales, from: window.from });
  return { ok: true, simulation: onWire({ levels, sales, played, currency: row.currency }) };
}

/** A draft has no seats yet: its hall is shared out among its levels. */
function seatsOf(levels: number, capacity: number): number {
  return Math.floor(capacity / Math.max(1, levels));
}

type Wanted = {
  asked: SimulationBody;
  levels: readonly SimulatedLevel[];
  window: { from: Date; until: Date };
  pastSaleOf: PastSaleOf;
};

async function salesOf(person: Staff, wanted: Wanted): Promise<SimulatedSale[] | undefined> {
  const { asked, levels, window, pastSaleOf } = wanted;
  if (asked.sale.kind === "model") {
    const { shape, sold_percent: soldPercent } = asked.sale;
    return modelSales(levels, window, { shape, soldPercent });
  }
  const past = await ownEvent(person, asked.sale.event_id, "event.read");
  if (!past.ok) return undefined;
  const { salesStartAt, salesEndAt } = past.row;
  const { soldAt } = await pastSaleOf(past.row.id);
  const length = Math.max(1, salesEndAt.getTime() - salesStartAt.getTime());
  const sales = soldAt.map(({ levelId, at, seats }): PastSale => {
    return { levelId, seats, time: (at.getTime() - salesStartAt.getTime()) / length };
  });
  const { figures } = await readSteppedSale(past);
  const known = past.levels.map(({ id }) => ({ id, onSale: figures.get(id)?.onSale ?? 0 }));
  return pastSales(levels, window, { sales, levels: known });
}

/** Enough to draw. */
const POINTS_MAX = 400;

function onWire(of: {
  levels: readonly SimulatedLevel[];
  sales: readonly SimulatedSale[];
  played: ReturnType<typeof simulateSale>;
  currency: string;
}): SimulationWire {
  const { levels, sales, played, currency } = of;
  const money = (minor: number) => toMajor(minor, currency);
  const paid = new Map<string, { levelId: number; unitMinor: number; seats: number }>();
  let [revenue, fixed] = [0, 0];
  for (const [i, { levelId, seats }] of sales.entries()) {
    const unitMinor = played.unitMinor[i] ?? 0;
    revenue += unitMinor * seats;
    fixed += (levels.find(({ id }) => id === levelId)?.regularMinor ?? 0) * seats;
    const key = `${levelId} ${unitMinor}`;
    const known = paid.get(key) ?? { levelId, unitMinor, seats: 0 };
    paid.set(key, { ...known, seats: known.seats + seats });
  }
  const rows = [...paid.values()].sort((a, b) => a.levelId - b.levelId || a.unitMinor - b.unitMinor);
  return {
    currency,
    sold: sales.reduce((sum, { seats }) => sum + seats, 0),
    ...{ revenue: money(revenue), fixed_revenue: money(fixed) },
    paid: rows.map(({ levelId, unitMinor, seats }) => {
      return { price_level_id: levelId, price: money(unitMinor), seats, total: money(unitMinor * seats) };
    }),
    prices: played.prices.slice(0, POINTS_MAX).map(({ levelId, at, priceMinor }) => {
      return { price_level_id: levelId, at: at.toISOString(), price: money(priceMinor) };
    }),
  };
}
