import { toMajor } from "#lib/platform/money";
import type { TicketType } from "../quote/sale.ts";
import type { SimulatedLevel, SimulatedSale, simulateSale } from "./simulate-sale.ts";
import type { SimulatedSeat } from "./simulated-charge.ts";
import type { SimulationWire } from "./simulation-contract.ts";

/** Enough to draw. */
const POINTS_MAX = 400;

type Played = {
  levels: readonly SimulatedLevel[];
  sales: readonly SimulatedSale[];
  played: ReturnType<typeof simulateSale>;
  ticketTypes: readonly TicketType[];
  currency: string;
  /** What the buyer of a seat is charged. */
  chargeOf: (seat: SimulatedSeat) => number;
};

/** A simulated sale as the API answers it: seats are summed by level, ticket type and what each of them is charged. */
export function simulationOnWire(of: Played): SimulationWire {
  const { sales, played, currency } = of;
  const money = (minor: number) => toMajor(minor, currency);
  const rows = paidRows(of);
  const sum = (key: "totalMinor" | "fixedMinor") => rows.reduce((total, row) => total + row[key], 0);
  return {
    currency,
    sold: sales.reduce((total, { seats }) => total + seats, 0),
    ...{ revenue: money(sum("totalMinor")), fixed_revenue: money(sum("fixedMinor")) },
    paid: rows.map(({ levelId, ticketTypeId, chargeMinor, seats, totalMinor }) => ({
      price_level_id: levelId,
      ticket_type_id: ticketTypeId,
      ticket_type: of.ticketTypes.find(({ id }) => id === ticketTypeId)?.name ?? null,
      ...{ price: money(chargeMinor), seats, total: money(totalMinor) },
    })),
    prices: played.prices.slice(0, POINTS_MAX).map(({ levelId, at, priceMinor }) => {
      return { price_level_id: levelId, at: at.toISOString(), price: money(priceMinor) };
    }),
  };
}

function paidRows({ levels, sales, played, chargeOf, ticketTypes }: Played) {
  const paid = new Map<string, PaidRow>();
  // A hall is sold at a handful of prices and types: each is quoted once.
  const charges = new Map<string, number>();
  const charge = (seat: SimulatedSeat) => {
    const key = `${seat.levelId} ${seat.listMinor} ${seat.ticketTypeId}`;
    const known = charges.get(key) ?? chargeOf(seat);
    charges.set(key, known);
    return known;
  };
  for (const [i, { levelId, seats, ticketTypeId }] of sales.entries()) {
    const level = levels.find(({ id }) => id === levelId);
    const seat = { levelId, ticketTypeId, feeMinor: level?.feeMinor ?? 0 };
    const chargeMinor = charge({ ...seat, listMinor: played.unitMinor[i] ?? 0 });
    const regularMinor = charge({ ...seat, listMinor: level?.regularMinor ?? 0 });
    const key = `${levelId} ${ticketTypeId} ${chargeMinor}`;
    const row = paid.get(key) ?? { levelId, ticketTypeId, chargeMinor, seats: 0, totalMinor: 0, fixedMinor: 0 };
    row.seats += seats;
    row.totalMinor += chargeMinor * seats;
    row.fixedMinor += regularMinor * seats;
    paid.set(key, row);
  }
  const placeOf = (id: string | null) => ticketTypes.findIndex((type) => type.id === id);
  return [...paid.values()].sort(
    (a, b) =>
      a.levelId - b.levelId || placeOf(a.ticketTypeId) - placeOf(b.ticketTypeId) || a.chargeMinor - b.chargeMinor,
  );
}

type PaidRow = {
  readonly levelId: number;
  readonly ticketTypeId: string | null;
  readonly chargeMinor: number;
  seats: number;
  totalMinor: number;
  fixedMinor: number;
};
