import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { priceRulesBody, priceRulesWire } from "#lib/pricing/rules/price-rules-contract";
import { readPriceRules } from "#lib/pricing/rules/read-price-rules";
import { replacePriceRules } from "#lib/pricing/rules/replace-price-rules";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const here = { route: "/api/v1/events/{id}/price-rules", limit: limitTo("manage"), params: eventParams };

/** The ticket types, group discounts and taxes of an event. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read an event's rules of price",
      description:
        "Ticket types, group discounts and taxes, with the price levels that they name. While there are none, the taxes that are usual where the venue is are proposed.",
      tag: "Prices",
      answers: { 200: { description: "The rules.", body: priceRulesWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readPriceRules(who, id);
    return read.ok ? json(read.rules) : read;
  },
);

/** Replaces them all. */
export const PUT = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: priceRulesBody,
    operation: {
      summary: "Replace an event's rules of price",
      description:
        "All of them at once. Seats that are held keep their list price; a quote by rules of before is refused when it is paid with `expected_total`; orders keep their price.",
      tag: "Prices",
      answers: { 200: { description: "The rules as they are now.", body: priceRulesWire } },
      refuses: ["not_found", "forbidden", "price_rules_invalid", "price_rules_changed"],
      example: {
        body: {
          revision: 0,
          ticket_types: [{ name: "Child", kind: "percent", value: 50 }],
          group_discounts: [{ name: "Buy 10, pay 9", kind: "buy_pay", seats: 10, value: 9 }],
          taxes_included: true,
          tax_rates: [{ name: "VAT", percent: 7, on: ["tickets", "fees"] }],
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const replaced = await replacePriceRules(who, id, body);
    return replaced.ok ? json(replaced.rules) : replaced;
  },
);
