import type { ChargeLimits } from "#lib/platform/charge-limits";
import { invariant } from "#lib/platform/invariant";
import { quoteSale } from "../quote/quote-sale.ts";
import type { TaxRules, TicketType } from "../quote/sale.ts";

/** A seat of a simulated sale at the list price of its moment, all in, and the ticket type of its buyer. */
export type SimulatedSeat = {
  readonly levelId: number;
  readonly listMinor: number;
  readonly feeMinor: number;
  readonly ticketTypeId: string | null;
};

type Rules = { ticketTypes: readonly TicketType[]; taxes: TaxRules; charge: ChargeLimits | undefined };

/**
 * What the buyer of this seat alone is charged, all in and with added taxes: by the quote of the real sale, so that a simulation and a
 * charge cannot differ. Group discounts and codes are left out, since a simulated buyer has one seat and no code.
 */
export function simulatedCharge({ feeMinor, ...seat }: SimulatedSeat, rules: Rules): number {
  // A companion is with a wheelchair user; the kind of a seat changes no price.
  const asked = { ...seat, seatId: 1, feeMinor: Math.min(feeMinor, seat.listMinor), kind: "WHEELCHAIR" as const };
  const quoted = quoteSale({ seats: [asked], addOns: [] }, { ...rules, groupDiscounts: [], code: null });
  invariant(quoted.ok, "a simulated buyer has a ticket type of the seat's level");
  return quoted.quote.totalMinor;
}
