import { describe, expect, test } from "vitest";
import { chargeLimits } from "#lib/platform/charge-limits";
import type { PromoRule } from "../promo/promo-rules.ts";
import { quoteSale } from "./quote-sale.ts";
import type { GroupDiscount, SaleAddOn, SaleQuote, SaleRules, SaleSeat, TaxRate, TicketType } from "./sale.ts";

const RULES: SaleRules = {
  ticketTypes: [],
  groupDiscounts: [],
  code: null,
  taxes: { isInclusive: true, rates: [] },
  charge: chargeLimits("EUR"),
};
const FOR_ALL = { id: "c", levelIds: [], ticketsPerOrder: null };
const CHILD: TicketType = {
  ...{ id: "child", name: "Child", kind: "PERCENT", value: 50 },
  ...{ levelIds: null, perOrderMax: null, needsWheelchair: false },
};
const BUY_10_PAY_9: GroupDiscount = {
  id: "g",
  name: "Buy 10 pay 9",
  kind: "BUY_PAY",
  seats: 10,
  value: 9,
  levelIds: null,
};
const VAT: TaxRate = { id: "vat", name: "VAT", rateMilli: 7_000, on: ["TICKETS", "FEES", "ADD_ONS"], levelIds: null };

function seats(count: number, changes: Partial<SaleSeat> = {}): SaleSeat[] {
  return Array.from({ length: count }, (_, i) => {
    return {
      seatId: i + 1,
      levelId: 1,
      listMinor: 4_500,
      feeMinor: 450,
      kind: "STANDARD",
      ticketTypeId: null,
      ...changes,
    };
  });
}

function quote(basket: readonly SaleSeat[], changes: Partial<SaleRules> = {}, addOns: SaleAddOn[] = []): SaleQuote {
  const quoted = quoteSale({ seats: basket, addOns }, { ...RULES, ...changes });
  if (!quoted.ok) throw new Error(`refused: ${JSON.stringify(quoted.problem)}`);
  return quoted.quote;
}

const problem = (basket: readonly SaleSeat[], changes: Partial<SaleRules>) =>
  quoteSale({ seats: basket, addOns: [] }, { ...RULES, ...changes });

test("seats without any rule cost their prices, with the fee inside", () => {
  expect(quote(seats(2))).toMatchObject({
    ...{ listMinor: 9_000, discountMinor: 0, totalMinor: 9_000, taxes: [], isCut: false },
    tickets: [
      { seatId: 1, listMinor: 4_500, unitMinor: 4_500, feeMinor: 450, parts: [], ticketType: null },
      { seatId: 2, unitMinor: 4_500 },
    ],
  });
});

describe("a ticket type", () => {
  const one = (type: Partial<TicketType>, changes: Partial<SaleRules> = {}) =>
    quote(seats(1, { ticketTypeId: "child" }), { ticketTypes: [{ ...CHILD, ...type }], ...changes }).tickets[0];

  test("takes percents off, an amount off, or makes a price, and the line says so", () => {
    expect(one({})).toMatchObject({
      ...{ unitMinor: 2_250, feeMinor: 225, ticketTypeId: "child", ticketType: "Child" },
      parts: [{ kind: "ticket_type", id: "child", name: "Child", amountMinor: 2_250 }],
    });
    expect(one({ kind: "AMOUNT", value: 1_000 })?.unitMinor).toBe(3_500);
    expect(one({ kind: "AMOUNT", value: 9_000 })?.unitMinor).toBe(0);
    expect(one({ kind: "FIXED", value: 1_200 })?.unitMinor).toBe(1_200);
  });

  test("never costs more than full price, and says nothing where it takes nothing off", () => {
    expect(one({ kind: "FIXED", value: 9_900 })).toMatchObject({ unitMinor: 4_500, parts: [], ticketType: "Child" });
  });

  test("keeps to the steps of its currency, rounded up", () => {
    expect(one({ value: 33 }, { charge: chargeLimits("KWD") })?.unitMinor).toBe(3_020);
  });

  test("that is unknown, at another level, taken too often or without a wheelchair place is refused with its seats", () => {
    const two = seats(2, { ticketTypeId: "child" });
    const refused = (type: Partial<TicketType>, basket = two) =>
      problem(basket, { ticketTypes: [{ ...CHILD, ...type }] });
    expect(problem(two, {})).toEqual({
      ok: false,
      problem: { kind: "unknown", ticketTypeId: "child", seatIds: [1, 2] },
    });
    expect(refused({ levelIds: [2] })).toMatchObject({ problem: { kind: "level", seatIds: [1, 2] } });
    expect(refused({ perOrderMax: 1 })).toMatchObject({ problem: { kind: "too_many", seatIds: [2], max: 1 } });
    expect(refused({ needsWheelchair: true })).toMatchObject({
      problem: { kind: "needs_wheelchair", seatIds: [1, 2] },
    });
    const [companion, wheelchair] = two;
    const party = [companion, { ...wheelchair, kind: "WHEELCHAIR", ticketTypeId: null }] as SaleSeat[];
    expect(refused({ needsWheelchair: true }, party)).toMatchObject({ ok: true });
    expect(refused({ perOrderMax: 2, levelIds: [1] })).toMatchObject({ ok: true });
  });
});

describe("a group discount", () => {
  test("gives the cheapest of each ten away", () => {
    const basket = [...seats(9), ...seats(1, { seatId: 10, listMinor: 2_000 })];
    const quoted = quote(basket, { groupDiscounts: [BUY_10_PAY_9] });
    expect(quoted).toMatchObject({ listMinor: 42_500, discountMinor: 2_000, totalMinor: 40_500 });
    // Spread over the ten by price, so that nobody returns nine and keeps one for nothing.
    expect(quoted.tickets.map(({ unitMinor }) => unitMinor)).toEqual([
      ...Array(7).fill(4_288),
      ...[4_289, 4_289, 1_906],
    ]);
    expect(quoted.tickets[9]?.parts).toMatchObject([{ kind: "group", name: "Buy 10 pay 9", amountMinor: 94 }]);
    expect(quote(seats(9), { groupDiscounts: [BUY_10_PAY_9] }).discountMinor).toBe(0);
    expect(quote(seats(20), { groupDiscounts: [BUY_10_PAY_9] }).totalMinor).toBe(18 * 4_500);
  });

  test("makes each seat cheaper from a number of seats on, counted at its levels", () => {
    const from8: GroupDiscount = { ...BUY_10_PAY_9, kind: "PERCENT", seats: 8, value: 15, levelIds: [1] };
    expect(quote(seats(8), { groupDiscounts: [from8] }).totalMinor).toBe(8 * 3_825);
    const mixed = [...seats(7), ...seats(3, { levelId: 2 })];
    expect(quote(mixed, { groupDiscounts: [from8] }).discountMinor).toBe(0);
  });

  test("is the one that is worth most, and the only one", () => {
    const from8: GroupDiscount = { ...BUY_10_PAY_9, id: "p", kind: "PERCENT", seats: 8, value: 15 };
    const { tickets, totalMinor } = quote(seats(10), { groupDiscounts: [BUY_10_PAY_9, from8] });
    expect(totalMinor).toBe(10 * 3_825);
    expect(new Set(tickets.flatMap(({ parts }) => parts.map(({ id }) => id)))).toEqual(new Set(["p"]));
  });
});

describe("a code", () => {
  const code: PromoRule = { ...FOR_ALL, code: "ENCORE", kind: "PERCENT", value: 20 };

  test("comes behind ticket type and group, and its cents are spread over the tickets", () => {
    const basket = [...seats(1, { ticketTypeId: "child" }), ...seats(2, { listMinor: 3_333 })];
    const { tickets, codeMinor, totalMinor } = quote(basket, { ticketTypes: [CHILD], code: { ...code, value: 10 } });
    expect(codeMinor).toBe(Math.floor((2_250 + 6_666) / 10));
    expect(totalMinor).toBe(2_250 + 6_666 - codeMinor);
    expect(tickets[0]?.parts.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ["ticket_type", 2_250],
      ["code", 225],
    ]);
    expect(tickets.map(({ parts }) => parts.find(({ kind }) => kind === "code")?.amountMinor)).toEqual([225, 333, 333]);
  });

  test("can be for some levels and for so many tickets, the dearest first", () => {
    const basket = [...seats(1), ...seats(2, { levelId: 2, listMinor: 9_000 })];
    expect(quote(basket, { code: { ...code, levelIds: [1] } }).codeMinor).toBe(900);
    expect(quote(basket, { code: { ...code, ticketsPerOrder: 1 } }).codeMinor).toBe(1_800);
  });

  test("leaves add-ons alone", () => {
    const parking = { addOnId: "p", name: "Parking", quantity: 2, unitMinor: 500 };
    expect(quote(seats(1), { code: { ...code, value: 100 } }, [parking])).toMatchObject({
      totalMinor: 1_000,
      listMinor: 5_500,
    });
  });
});

test("a rest too small to be charged is the smallest charge: the last rule is cut first, cents by share", () => {
  const almost: PromoRule = { ...FOR_ALL, code: "ALMOST", kind: "AMOUNT", value: 8_990 };
  const { tickets, totalMinor, isCut, codeMinor } = quote(seats(2), { code: almost });
  expect({ totalMinor, isCut, codeMinor }).toEqual({ totalMinor: 50, isCut: true, codeMinor: 8_950 });
  expect(tickets.map(({ unitMinor }) => unitMinor)).toEqual([25, 25]);
  const cheap = { ...CHILD, kind: "FIXED", value: 20 } as const;
  const one = quote(seats(1, { ticketTypeId: "child" }), { ticketTypes: [cheap], code: { ...almost, value: 10 } });
  expect(one).toMatchObject({ totalMinor: 50, codeMinor: 0, isCut: true, discountMinor: 4_450 });
});

describe("taxes", () => {
  test("that prices contain are shown and change nothing", () => {
    const { taxes, totalMinor, tickets } = quote(seats(2), { taxes: { isInclusive: true, rates: [VAT] } });
    expect(totalMinor).toBe(9_000);
    expect(taxes).toEqual([{ id: "vat", name: "VAT", rateMilli: 7_000, amountMinor: 589, netMinor: 8_411 }]);
    // 589 cents are no even number: the first ticket bears one more.
    expect(tickets.map(({ taxes: own }) => own[0]?.amountMinor)).toEqual([295, 294]);
  });

  test("that are added come last, of each rate by itself", () => {
    const rates = [
      { ...VAT, id: "gst", rateMilli: 5_000 },
      { ...VAT, id: "qst", rateMilli: 9_975 },
    ];
    const quoted = quote(seats(2), {
      taxes: { isInclusive: false, rates },
      code: { ...FOR_ALL, code: "C", kind: "PERCENT", value: 50 },
    });
    expect(quoted).toMatchObject({
      listMinor: 9_000,
      discountMinor: 4_500,
      addedTaxMinor: 225 + 449,
      totalMinor: 4_500 + 225 + 449,
    });
    expect(quoted.taxes.map(({ id, amountMinor, netMinor }) => [id, amountMinor, netMinor])).toEqual([
      ["gst", 225, 4_500],
      ["qst", 449, 4_500],
    ]);
  });

  test("go by kind of line: tickets of a level, their fees, add-ons", () => {
    const rates: TaxRate[] = [
      { ...VAT, id: "reduced", on: ["TICKETS"], levelIds: [1] },
      { ...VAT, id: "full", rateMilli: 19_000, on: ["FEES", "ADD_ONS"] },
    ];
    const parking = { addOnId: "p", name: "Parking", quantity: 1, unitMinor: 1_190 };
    const basket = [...seats(1), ...seats(1, { seatId: 2, levelId: 2 })];
    const { taxes, addOns } = quote(basket, { taxes: { isInclusive: true, rates } }, [parking]);
    expect(taxes).toMatchObject([
      { id: "reduced", amountMinor: 265, netMinor: 3_785 },
      { id: "full", amountMinor: 334, netMinor: 1_756 },
    ]);
    expect(addOns[0]?.taxes).toMatchObject([{ id: "full", amountMinor: 190 }]);
  });

  test("that are added keep a total that can be charged where amounts go in steps", () => {
    const taxes = { isInclusive: false, rates: [VAT] };
    expect(quote(seats(1, { listMinor: 4_510 }), { taxes, charge: chargeLimits("KWD") }).totalMinor).toBe(4_830);
  });
});
