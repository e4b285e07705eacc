import type { z } from "zod";
import { invariant } from "#lib/platform/invariant";
import { toMinor } from "#lib/platform/money";
import type { AddOnOffer } from "#lib/pricing/add-ons/add-on-offers";
import type { LineTax, Reduction, SaleQuote } from "#lib/pricing/quote/sale";
import { sumOf } from "#lib/pricing/quote/spread";
import { sumLines } from "#lib/pricing/quote/sum-lines";
import type { quoteAnswer, taxWire } from "./commit-contract.ts";

/** What the checkout shows of a price and why it is so. Money in minor units. Browser-safe. */
export type CheckoutPrice = {
  seats: SeatPrice[];
  addOns: AddOnPrice[];
  /** What is taken off all seats together beside their ticket types: a group discount, a code. */
  reductions: Pick<Reduction, "kind" | "name" | "amountMinor">[];
  taxes: Pick<LineTax, "name" | "rateMilli" | "amountMinor">[];
  /** The taxes are contained in every price; otherwise they were added last. */
  isTaxInclusive: boolean;
  /** The booking fees that `totalMinor` contains. */
  feeMinor: number;
  totalMinor: number;
  /** The reductions take off less than they say, because the rest is the smallest amount that can be charged. */
  isSmallest: boolean;
};

/** `listMinor` is the full price of a seat, `atTypeMinor` what it costs at its ticket type, before every other reduction. */
export type SeatPrice = {
  seatId: number;
  ticketTypeId: string | null;
  ticketType: string | null;
  listMinor: number;
  atTypeMinor: number;
};

/** So many of an add-on, all in. */
export type AddOnPrice = { addOnId: string; name: string; quantity: number; totalMinor: number };

/** An add-on of a quote or of an order, as far as its price is shown. */
type PricedAddOn = AddOnPrice & Pick<PricedTicket, "taxes">;

/** A ticket of a quote or of an order, as far as its price is shown. */
export type PricedTicket = Pick<SeatPrice, "seatId" | "ticketTypeId" | "ticketType" | "listMinor"> & {
  feeMinor: number;
  parts: readonly Pick<Reduction, "kind" | "name" | "amountMinor">[];
  taxes: readonly Pick<LineTax, "name" | "rateMilli" | "amountMinor">[];
};

/** The price of tickets and add-ons for the page; `totalMinor` is what was quoted or ordered. */
export function checkoutPrice(
  { tickets, addOns }: { tickets: readonly PricedTicket[]; addOns: readonly PricedAddOn[] },
  whole: Pick<CheckoutPrice, "isTaxInclusive" | "totalMinor" | "isSmallest">,
): CheckoutPrice {
  const ofType = ({ kind }: { kind: Reduction["kind"] }) => kind === "ticket_type";
  const parts = tickets.flatMap((ticket) => ticket.parts);
  return {
    ...whole,
    seats: tickets.map(({ seatId, ticketTypeId, ticketType, listMinor, parts: own }) => ({
      ...{ seatId, ticketTypeId, ticketType, listMinor },
      atTypeMinor: listMinor - sumOf(own.filter(ofType).map(({ amountMinor }) => amountMinor)),
    })),
    addOns: addOns.map(({ addOnId, name, quantity, totalMinor }) => ({ addOnId, name, quantity, totalMinor })),
    reductions: sumLines(
      parts.filter((part) => !ofType(part)).map(({ kind, name, amountMinor }) => ({ kind, name, amountMinor })),
      ({ kind, name }) => `${kind} ${name}`,
    ),
    taxes: sumLines(
      [...tickets, ...addOns]
        .flatMap(({ taxes }) => taxes)
        .map(({ name, rateMilli, amountMinor }) => ({ name, rateMilli, amountMinor })),
      ({ name, rateMilli }) => `${rateMilli} ${name}`,
    ),
    feeMinor: sumOf(tickets.map(({ feeMinor }) => feeMinor)),
  };
}

/** The price that a quote names, as this server reckoned it. */
export function priceOfQuote({ tickets, addOns, isTaxInclusive, totalMinor, isCut }: SaleQuote): CheckoutPrice {
  return checkoutPrice({ tickets, addOns }, { isTaxInclusive, totalMinor, isSmallest: isCut });
}

/** The same from the API's answer. */
export function priceOfAnswer(answer: z.infer<typeof quoteAnswer>): CheckoutPrice {
  const minor = (major: number) => {
    const amount = toMinor(major, answer.currency);
    invariant(amount !== undefined, "the API answers amounts of the currency");
    return amount;
  };
  const taxOf = ({ name, percent, amount }: z.infer<typeof taxWire>) => {
    return { name, rateMilli: Math.round(percent * 1_000), amountMinor: minor(amount) };
  };
  const tickets = answer.tickets.map(
    (ticket): PricedTicket => ({
      ...{ seatId: ticket.seat_id, ticketTypeId: ticket.ticket_type_id, ticketType: ticket.ticket_type },
      ...{ listMinor: minor(ticket.list_price), feeMinor: minor(ticket.fee) },
      parts: ticket.reductions.map(({ kind, name, amount }) => ({ kind, name, amountMinor: minor(amount) })),
      taxes: ticket.taxes.map(taxOf),
    }),
  );
  const addOns = answer.add_ons.map(({ add_on_id: addOnId, name, quantity, price, taxes }) => {
    return { addOnId, name, quantity, totalMinor: minor(price), taxes: taxes.map(taxOf) };
  });
  const { taxes_included: isTaxInclusive, is_smallest_charge: isSmallest } = answer;
  return checkoutPrice({ tickets, addOns }, { isTaxInclusive, isSmallest, totalMinor: minor(answer.total_price) });
}

/** The add-ons that the API's answer offers. */
export function offersOfAnswer({ add_ons_offered: offers, currency }: z.infer<typeof quoteAnswer>): AddOnOffer[] {
  return offers.map(({ id, name, description, price, max, sold_out: isSoldOut, per_ticket: isPerTicket }) => {
    const unitMinor = toMinor(price, currency);
    invariant(unitMinor !== undefined, "the API answers amounts of the currency");
    return { id, name, description, unitMinor, max, isSoldOut, isPerTicket };
  });
}
