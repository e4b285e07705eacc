import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { OrderWire } from "#lib/orders/reading/contract";
import organizer from "../../app/messages/en/organizer.json";
import seatName from "../../app/messages/en/seat-name.json";
import { OrderPrice } from "./order-price.tsx";

const SEAT = { section: "Stalls", row: "A", at_table: false };
const TAX = { name: "Sales tax", percent: 8.875 };
const PRICED = {
  currency: "EUR",
  items: [
    {
      ...{ seat: { ...SEAT, number: "1" }, price_level: "Gold", ticket_type: "Child", list_price: 45, price: 22.05 },
      reductions: [
        { kind: "ticket_type", name: "Child", amount: 22.5 },
        { kind: "group", name: "For two", amount: 2.25 },
      ],
      taxes: [{ ...TAX, amount: 1.8 }],
    },
    {
      ...{ seat: { ...SEAT, number: "2" }, price_level: "Gold", ticket_type: null, list_price: 45, price: 44.09 },
      ...{ reductions: [{ kind: "group", name: "For two", amount: 4.5 }], taxes: [{ ...TAX, amount: 3.59 }] },
    },
  ],
  add_ons: [{ add_on_id: "p", name: "Programme", quantity: 2, price: 10, returned: 1, returned_amount: 5 }],
  taxes: [{ ...TAX, amount: 5.39 }],
  ...{ taxes_included: false, discount: 29.25, total_amount: 76.14 },
};

/** The amounts that stand there, in cents, in their order. */
function amountsOf(order: object): number[] {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={{ organizer, "seat-name": seatName }} timeZone="UTC">
      <OrderPrice order={order as OrderWire} />
    </NextIntlClientProvider>,
  );
  const found = html.replace(/<[^>]*>/g, " ").matchAll(/([-−]?)€(\d+)\.(\d\d)/g);
  return [...found].map(([, sign, whole, cents]) => (sign ? -1 : 1) * (Number(whole) * 100 + Number(cents)));
}

test("an order's lines add up: each seat from its full price, and all of them with the add-ons to the total", () => {
  const [child, ...parts] = amountsOf(PRICED);
  const [list = 0, type = 0, group = 0, tax = 0, adult = 0, ...rest] = parts;
  expect(list + type + group + tax).toBe(child);
  const [adultList = 0, adultGroup = 0, adultTax = 0, addOn = 0, total, added] = rest;
  expect(adultList + adultGroup + adultTax).toBe(adult);
  expect((child ?? 0) + adult + addOn).toBe(total);
  expect([total, added]).toEqual([7_614, tax + adultTax]);
});

test("the code of an order from before items kept their reductions lies on the whole order", () => {
  const item = { seat: { ...SEAT, number: "1" }, price_level: "Gold", ticket_type: null, list_price: 45, price: 45 };
  const items = [{ ...item, reductions: [], taxes: [] }];
  const before = { ...PRICED, items, add_ons: [], taxes: [], taxes_included: true, discount: 9, total_amount: 36 };
  expect(amountsOf(before)).toEqual([4_500, -900, 3_600]);
});
