import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import { chargeLimits } from "#lib/platform/charge-limits";
import { type Refused, refuse as refuseAny } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import type { TicketType } from "../quote/sale.ts";
import { findPriceRules } from "../rules/sale-rules-store.ts";
import { ANNOUNCED_AHEAD_MS } from "./announced-ahead.ts";
import { buyersByType } from "./buyers-by-type.ts";
import { refusalOfSteps } from "./refuse-steps.ts";
import { modelSales, type PastSale, pastSales } from "./sale-curve.ts";
import { type SimulatedLevel, type SimulatedSale, simulateSale } from "./simulate-sale.ts";
import { simulatedCharge } from "./simulated-charge.ts";
import type { SimulationBody, SimulationWire } from "./simulation-contract.ts";
import { simulationOnWire } from "./simulation-wire.ts";
import { stepGiven } from "./step-wire.ts";
import { readSteppedSale } from "./stepped-sale.ts";

/** The sale of a past event, from a later service: what was sold of each level when, by the name of the ticket type (null: full price). */
export type PastSaleOf = (
  eventId: number,
) => Promise<{ soldAt: { levelId: number; at: Date; seats: number; ticketType: string | null }[] }>;

/**
 * Plays the sale of an event by price steps that need not be saved, on a model or on the sale of another event of the organization:
 * revenue, prices over time and who pays what, against the regular price. The buyers' ticket types are those asked for; where none are named, those that
 * the other event sold, by their names, and the full price in a model. Changes nothing.
 */
export async function simulatePriceSteps(
  person: Staff,
  eventId: number,
  { asked, pastSaleOf }: { asked: SimulationBody; pastSaleOf: PastSaleOf },
): Promise<
  | { ok: true; simulation: SimulationWire }
  | Refused<"not_found" | "forbidden" | "price_steps_invalid" | "invalid_request">
> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { row } = own;
  const sale = await readSteppedSale(own);
  const refused = refusalOfSteps(asked, own, sale);
  if (refused) return refused;
  const { ticketTypes, taxes } = await findPriceRules(eventId);
  const strange = asked.ticket_types?.findIndex(
    ({ ticket_type_id: id }) => !ticketTypes.some((type) => type.id === id),
  );
  if (strange !== undefined && strange >= 0)
    return refuseAny("invalid_request", {
      fields: [{ path: `ticket_types.${strange}.ticket_type_id`, message: "is no ticket type of this event" }],
    });
  const levels = sale.levels.map(({ id, regularMinor, feeMinor }): SimulatedLevel => {
    return {
      id,
      regularMinor,
      feeMinor,
      onSale: sale.figures.get(id)?.onSale || seatsOf(own.levels.length, row.capacity),
    };
  });
  const window = { from: row.salesStartAt, until: row.salesEndAt };
  const sales = await salesOf(person, { asked, levels, window, ticketTypes, pastSaleOf });
  if (!sales) return refuseAny("not_found");
  const charge = chargeLimits(row.currency);
  const rules = {
    steps: asked.steps.map((step) => stepGiven(step, { currency: row.currency, newId: uuidv7 })),
    announceMs: asked.announces ? ANNOUNCED_AHEAD_MS : 0,
    currencyStepMinor: charge?.stepMinor ?? 1,
  };
  const played = simulateSale(levels, rules, { sales, from: window.from });
  return {
    ok: true,
    simulation: simulationOnWire({
      ...{ levels, sales, played, ticketTypes, currency: row.currency },
      chargeOf: (seat) => simulatedCharge(seat, { ticketTypes, taxes, charge }),
    }),
  };
}

/** A draft has no seats yet: its hall is shared out among its levels. */
function seatsOf(levels: number, capacity: number): number {
  return Math.floor(capacity / Math.max(1, levels));
}

type Wanted = {
  asked: SimulationBody;
  levels: readonly SimulatedLevel[];
  window: { from: Date; until: Date };
  ticketTypes: readonly TicketType[];
  pastSaleOf: PastSaleOf;
};

async function salesOf(person: Staff, wanted: Wanted): Promise<SimulatedSale[] | undefined> {
  const sales = await salesAtTimes(person, wanted);
  const shares = wanted.asked.ticket_types?.map(({ ticket_type_id: id, percent }) => ({ ticketTypeId: id, percent }));
  return sales && shares ? buyersByType(sales, shares, wanted.ticketTypes) : sales;
}

async function salesAtTimes(person: Staff, wanted: Wanted): Promise<SimulatedSale[] | undefined> {
  const { asked, levels, window, ticketTypes, pastSaleOf } = wanted;
  if (asked.sale.kind === "model") {
    const { shape, sold_percent: soldPercent } = asked.sale;
    return modelSales(levels, window, { shape, soldPercent });
  }
  const past = await ownEvent(person, asked.sale.event_id, "event.read");
  if (!past.ok) return undefined;
  const { salesStartAt, salesEndAt } = past.row;
  const { soldAt } = await pastSaleOf(past.row.id);
  const length = Math.max(1, salesEndAt.getTime() - salesStartAt.getTime());
  const sales = soldAt.map(({ levelId, at, seats, ticketType }): PastSale => {
    return { levelId, seats, ticketType, time: (at.getTime() - salesStartAt.getTime()) / length };
  });
  const { figures } = await readSteppedSale(past);
  const known = past.levels.map(({ id }) => ({ id, onSale: figures.get(id)?.onSale ?? 0 }));
  return pastSales(levels, window, { sales, levels: known, ticketTypes });
}
