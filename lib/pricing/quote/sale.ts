import type { ChargeLimits } from "#lib/platform/charge-limits";
import type { SeatKind } from "#lib/seating/layout";
import type { PromoRule } from "../promo/promo-rules.ts";

/**
 * What a sale is priced by and what comes of it, for everyone who shows, charges or explains a price. All amounts are whole minor units
 * of one currency, and never negative. Browser-safe: the organizer's example, the buyer's summary and the server reckon alike.
 */

/** A seat that is asked for. `listMinor` is its all-in price when it was held; `feeMinor` is the part of it that is the booking fee. */
export type SaleSeat = {
  readonly seatId: number;
  readonly levelId: number;
  readonly listMinor: number;
  readonly feeMinor: number;
  readonly kind: SeatKind;
  /** Null: full price. */
  readonly ticketTypeId: string | null;
};

/** Something that is bought beside tickets, with its price for one. */
export type SaleAddOn = {
  readonly addOnId: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitMinor: number;
  /** Of the rates on add-ons, those that lie on it; null or absent for all. Where none of the named ones is left, all lie on it. */
  readonly rateIds?: readonly string[] | null | undefined;
};

export type SaleBasket = { readonly seats: readonly SaleSeat[]; readonly addOns: readonly SaleAddOn[] };

/** How a concession lowers the price of one seat: by whole percents, by an amount, or to a price. It never raises it. */
export const TICKET_TYPE_KINDS = ["PERCENT", "AMOUNT", "FIXED"] as const;

/** A concession: child, student, companion. */
export type TicketType = {
  readonly id: string;
  readonly name: string;
  readonly kind: (typeof TICKET_TYPE_KINDS)[number];
  /** Whole percents, or minor units. */
  readonly value: number;
  /** The price levels at which it is sold; null for all. */
  readonly levelIds: readonly number[] | null;
  /** At most so many of one order; null for any number. */
  readonly perOrderMax: number | null;
  /** Only for those who accompany a wheelchair user: at most one for each wheelchair place of the same order. */
  readonly needsWheelchair: boolean;
};

export const GROUP_DISCOUNT_KINDS = ["BUY_PAY", "PERCENT"] as const;

/**
 * A price for groups. `BUY_PAY`: of each `seats` seats, `value` are paid and the cheapest are free; what they cost is taken off all of the group by price. `PERCENT`: from `seats` seats on, each costs
 * `value` percent less. Seats at every ticket type count, free ones too: a group is its people.
 */
export type GroupDiscount = {
  readonly id: string;
  readonly name: string;
  readonly kind: (typeof GROUP_DISCOUNT_KINDS)[number];
  readonly seats: number;
  readonly value: number;
  /** The price levels whose seats count and become cheaper; null for all. */
  readonly levelIds: readonly number[] | null;
};

export const TAXED = ["TICKETS", "FEES", "ADD_ONS"] as const;
export type Taxed = (typeof TAXED)[number];

/** A rate of tax. Several may lie on one thing, each on the price without any of them. */
export type TaxRate = {
  readonly id: string;
  readonly name: string;
  /** In thousandths of a percent: 7 % is 7000, 8.875 % is 8875. */
  readonly rateMilli: number;
  /** What it is levied on; `TICKETS` is the price of a ticket without its booking fee. */
  readonly on: readonly Taxed[];
  /** The price levels whose tickets and fees it is levied on; null for all. */
  readonly levelIds: readonly number[] | null;
};

/** An event has one way to show taxes: contained in every price, or added to it. */
export type TaxRules = { readonly isInclusive: boolean; readonly rates: readonly TaxRate[] };

/** Everything by which an event prices a basket. */
export type SaleRules = {
  readonly ticketTypes: readonly TicketType[];
  readonly groupDiscounts: readonly GroupDiscount[];
  /** A promo code that was found valid: its uses and times are judged where they are counted. Add-ons keep their price. */
  readonly code: PromoRule | null;
  readonly taxes: TaxRules;
  /** Of the currency; undefined where no gateway takes it. */
  readonly charge: ChargeLimits | undefined;
};

export const REDUCTIONS = ["ticket_type", "group", "code"] as const;

/** Why a ticket costs less than its seat's price, and by how much. */
export type Reduction = {
  readonly kind: (typeof REDUCTIONS)[number];
  readonly id: string;
  /** As the organizer named it; a code as it is written. */
  readonly name: string;
  readonly amountMinor: number;
};

/** A tax of one line: contained in its price or, where the event adds taxes, part of its price that was added last. */
export type LineTax = {
  readonly id: string;
  readonly name: string;
  readonly rateMilli: number;
  readonly amountMinor: number;
};

/** The price of one ticket: `listMinor` − reductions + added taxes = `unitMinor`. */
export type TicketLine = {
  readonly seatId: number;
  readonly levelId: number;
  readonly ticketTypeId: string | null;
  /** The name of its ticket type; null at full price. */
  readonly ticketType: string | null;
  readonly listMinor: number;
  readonly parts: readonly Reduction[];
  /** What the ticket costs, all in. */
  readonly unitMinor: number;
  /** The part of `unitMinor` that is the booking fee: it falls with the price of its ticket. */
  readonly feeMinor: number;
  readonly taxes: readonly TaxTotal[];
  /** Taxes that were added; 0 where they are contained. */
  readonly addedTaxMinor: number;
};

/** The price of an add-on, all in, `quantity` of them together. */
export type AddOnLine = SaleAddOn & {
  readonly totalMinor: number;
  readonly taxes: readonly TaxTotal[];
  readonly addedTaxMinor: number;
};

/** A tax with `netMinor`, what it is levied on, without any tax. */
export type TaxTotal = LineTax & { readonly netMinor: number };

export type SaleQuote = {
  readonly tickets: readonly TicketLine[];
  readonly addOns: readonly AddOnLine[];
  /** The seats and add-ons at full price. */
  readonly listMinor: number;
  /** All reductions. */
  readonly discountMinor: number;
  /** What the code takes off. */
  readonly codeMinor: number;
  readonly taxes: readonly TaxTotal[];
  readonly isTaxInclusive: boolean;
  /** Taxes that were added; 0 where they are contained. */
  readonly addedTaxMinor: number;
  /** What is charged: `listMinor` − `discountMinor` + `addedTaxMinor`. */
  readonly totalMinor: number;
  /** The reductions are smaller than their rules say, because the rest is the smallest amount that can be charged. */
  readonly isCut: boolean;
};

/** A ticket type that cannot be had as it was asked for. */
export type TicketTypeProblem = {
  readonly kind: "unknown" | "level" | "too_many" | "needs_wheelchair";
  readonly ticketTypeId: string;
  /** The seats that it cannot be had for. */
  readonly seatIds: readonly number[];
  /** How many of it an order may have, where it has too many. */
  readonly max?: number;
};

/** A ticket type that a seat can be had at, with what it costs then before any other reduction. */
export type TicketTypeOffer = { id: string; name: string; unitMinor: number };
