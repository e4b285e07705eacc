import type { Seller } from "#lib/organizations/seller";
import type { Reduction, TaxTotal } from "#lib/pricing/quote/sale";
import type { NamedSeat } from "#lib/seating/seat-words";

/**
 * What an invoice or a credit note says, for ever: nothing in it is read from elsewhere when it is shown again. Whole minor units of
 * `currency`. The amounts of a credit note are what it credits, never negative. Browser-safe.
 */
export type InvoiceDocument = {
  readonly version: 1;
  readonly kind: InvoiceKind;
  readonly number: string;
  /** The day in the seller's country, `2026-11-28`. */
  readonly issuedOn: string;
  /** The buyer's language. */
  readonly locale: string;
  readonly seller: InvoiceSeller;
  readonly buyer: InvoiceBuyer;
  readonly orderNumber: string;
  /** When the order was paid, ISO 8601 in UTC. */
  readonly paidAt: string;
  readonly event: InvoiceEvent;
  readonly currency: string;
  /** The taxes are contained in every price; otherwise they were added to it. */
  readonly isTaxInclusive: boolean;
  readonly lines: readonly InvoiceLine[];
  readonly totals: InvoiceTotals;
  /** The buyer owes the tax. Only where none was charged (reverse-charge.ts). */
  readonly isReverseCharge: boolean;
  /** What a credit note corrects, and why. */
  readonly corrects: { readonly number: string; readonly issuedOn: string; readonly reason: CreditReason } | null;
};

export const INVOICE_KINDS = ["INVOICE", "CREDIT_NOTE"] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** `refund`: money went back; `undone`: the bank took the payment back; `correction`: another invoice takes its place. */
export const CREDIT_REASONS = ["refund", "undone", "correction"] as const;
export type CreditReason = (typeof CREDIT_REASONS)[number];

export type InvoiceSeller = Omit<Seller, "logo" | "color_light" | "color_dark">;

export type InvoiceBuyer = {
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly address: string;
  readonly postcode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string;
  readonly vatId: string;
};

/** Where and when: the place by which admission is taxed. */
export type InvoiceEvent = {
  readonly title: string;
  readonly startsAt: string;
  readonly timeZone: string;
  readonly venueName: string;
  readonly city: string;
  readonly country: string;
};

/** `listMinor` − `reductions` (+ `taxes`, where they were added) = `totalMinor`. */
export type InvoiceLine = {
  /** Names the thing that was sold: the same in an invoice and its credit notes. */
  readonly key: string;
  readonly what:
    | ({ readonly kind: "ticket"; readonly priceLevel: string; readonly ticketType: string | null } & NamedSeat)
    | {
        readonly kind: "add_on";
        readonly name: string;
        readonly quantity: number;
        /** On a credit note: how many went back. */
        readonly returned?: number;
      };
  readonly listMinor: number;
  readonly reductions: readonly Reduction[];
  /** The part of the price that is the booking fee. */
  readonly feeMinor: number;
  readonly totalMinor: number;
  readonly taxes: readonly TaxTotal[];
};

export type InvoiceTotals = {
  /** Taxes by rate, each with what it is levied on. */
  readonly taxes: readonly TaxTotal[];
  /** The total without taxes. */
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
};
