import type { z } from "zod";
import type { BuyerForm } from "#lib/catalog/questions/question-contract";
import { toMajor } from "#lib/platform/money";
import type { AddOnOffer } from "#lib/pricing/add-ons/add-on-offers";
import type { LineTax } from "#lib/pricing/quote/sale";
import type { BasketQuote } from "#lib/pricing/quote-basket";
import type { quoteAnswer, taxWire } from "./commit-contract.ts";

/** A quote as the API spells it. */
export function quoteOnWire({
  quote,
  currency,
  account,
  offers,
  form,
}: {
  quote: BasketQuote;
  currency: string;
  account: string | null;
  offers: readonly AddOnOffer[];
  form: BuyerForm;
}): z.infer<typeof quoteAnswer> {
  const money = (minor: number) => toMajor(minor, currency);
  return {
    total_price: money(quote.totalMinor),
    list_price: money(quote.listMinor),
    discount: money(quote.discountMinor),
    currency,
    tickets: quote.tickets.map((line) => ({
      ...{ seat_id: line.seatId, ticket_type_id: line.ticketTypeId, ticket_type: line.ticketType },
      ...{ list_price: money(line.listMinor), price: money(line.unitMinor), fee: money(line.feeMinor) },
      reductions: line.parts.map(({ kind, name, amountMinor }) => ({ kind, name, amount: money(amountMinor) })),
      taxes: line.taxes.map((tax) => taxOnWire(tax, currency)),
    })),
    add_ons: quote.addOns.map(({ addOnId, name, quantity, totalMinor, taxes }) => ({
      ...{ add_on_id: addOnId, name, quantity, price: money(totalMinor) },
      taxes: taxes.map((tax) => taxOnWire(tax, currency)),
    })),
    add_ons_offered: offers.map(({ id, name, description, unitMinor, max, isSoldOut, isPerTicket }) => ({
      ...{ id, name, description, price: money(unitMinor), max, sold_out: isSoldOut, per_ticket: isPerTicket },
    })),
    taxes: quote.taxes.map((total) => ({ ...taxOnWire(total, currency), net: money(total.netMinor) })),
    taxes_included: quote.isTaxInclusive,
    payment_account: account,
    form,
    is_smallest_charge: quote.isCut,
  };
}

export function taxOnWire({ name, rateMilli, amountMinor }: LineTax, currency: string): z.infer<typeof taxWire> {
  return { name, percent: rateMilli / 1_000, amount: toMajor(amountMinor, currency) };
}
