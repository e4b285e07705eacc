import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keptMinor, type PaidOrder, refundMinor, returnedPart } from "./refund-rules.ts";

const aPaidOrder = (over: Partial<PaidOrder> = {}): PaidOrder => ({
  totalMinor: 9_000,
  addOnsMinor: 0,
  returnedMinor: 0,
  priceMinor: 9_000,
  goodwillMinor: 0,
  stepMinor: 1,
  ...over,
});

/** Prices of an order's tickets, a discount, a step of amounts, and the order in which the tickets go. */
const sales = fc
  .record({
    steps: fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 12 }),
    percent: fc.integer({ min: 0, max: 100 }),
    addOns: fc.integer({ min: 0, max: 50_000 }),
    stepMinor: fc.constantFrom(1, 10),
    goodwill: fc.integer({ min: 0, max: 400_000 }),
  })
  .filter(({ steps }) => steps.some((step) => step > 0));

describe("what comes back for tickets", () => {
  test("is their price where there was no discount", () => {
    const tickets = [{ unitMinor: 4_000 }, { unitMinor: 5_000 }];
    expect(refundMinor(aPaidOrder(), tickets, tickets.slice(0, 1))).toBe(4_000);
  });

  test("adds up to the paid amount, whichever tickets are refunded in whichever portions", () => {
    fc.assert(
      fc.property(sales, fc.infiniteStream(fc.nat(4)), ({ steps, percent, addOns, stepMinor, goodwill }, portions) => {
        const tickets = steps.map((step) => ({ unitMinor: step * stepMinor }));
        const priceMinor = tickets.reduce((sum, { unitMinor }) => sum + unitMinor, 0);
        const addOnsMinor = addOns * stepMinor;
        const totalMinor = Math.ceil((priceMinor * percent) / 100 / stepMinor) * stepMinor + addOnsMinor;
        const goodwillMinor = Math.min(Math.floor(goodwill / stepMinor) * stepMinor, totalMinor);
        const order = aPaidOrder({ totalMinor, addOnsMinor, priceMinor, stepMinor, goodwillMinor });
        let live = tickets;
        let returned = goodwillMinor;
        while (live.length > 0) {
          const chosen = live.slice(0, 1 + (portions.next().value ?? 0));
          const amount = refundMinor(order, live, chosen);
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(amount % stepMinor).toBe(0);
          returned += amount;
          live = live.slice(chosen.length);
          expect(totalMinor - returned).toBe(
            keptMinor(order, { count: live.length, priceMinor: live.reduce((sum, each) => sum + each.unitMinor, 0) }),
          );
        }
        expect(returned).toBe(totalMinor);
      }),
    );
  });
});

test("add-ons come back with the last ticket, also where the tickets cost nothing", () => {
  const order = aPaidOrder({ totalMinor: 10_000, addOnsMinor: 1_000 });
  const [first, second] = [{ unitMinor: 4_000 }, { unitMinor: 5_000 }];
  expect(refundMinor(order, [first, second], [first])).toBe(4_000);
  expect(refundMinor(order, [second], [second])).toBe(6_000);
  const free = aPaidOrder({ totalMinor: 1_000, addOnsMinor: 1_000, priceMinor: 0 });
  expect(refundMinor(free, [{ unitMinor: 0 }], [{ unitMinor: 0 }])).toBe(1_000);
});

test("a ticket whose item has its final price comes back at that price to the cent", () => {
  const tickets = [{ unitMinor: 4_288 }, { unitMinor: 4_289 }, { unitMinor: 1_906 }];
  const order = aPaidOrder({ totalMinor: 10_483, priceMinor: 10_483 });
  for (const ticket of tickets) expect(refundMinor(order, tickets, [ticket])).toBe(ticket.unitMinor);
});

describe("the money that an order keeps", () => {
  test("is nothing where all its seats were free of charge", () => {
    expect(keptMinor(aPaidOrder({ totalMinor: 0, priceMinor: 0 }), { count: 2, priceMinor: 0 })).toBe(0);
  });

  test("is never more than was paid, though a total between two steps rounds up", () => {
    expect(keptMinor(aPaidOrder({ totalMinor: 8_995, stepMinor: 10 }), { count: 2, priceMinor: 9_000 })).toBe(8_995);
  });

  test("is never below nothing, however much went back for the inconvenience", () => {
    const order = aPaidOrder({ goodwillMinor: 5_000 });
    expect(keptMinor(order, { count: 1, priceMinor: 4_000 })).toBe(0);
    expect(refundMinor(order, [{ unitMinor: 4_000 }], [{ unitMinor: 4_000 }])).toBe(0);
  });
});

test("add-ons returned one by one or together give back the same, and the last one what is left of their price", () => {
  const sold = fc.record({
    quantity: fc.integer({ min: 1, max: 12 }),
    steps: fc.integer({ min: 0, max: 50_000 }),
    stepMinor: fc.constantFrom(1, 10),
  });
  fc.assert(
    fc.property(sold, fc.infiniteStream(fc.integer({ min: 1, max: 4 })), ({ quantity, steps, stepMinor }, portions) => {
      const totalMinor = steps * stepMinor;
      const part = (returned: number, returnedMinor: number, count: number) =>
        returnedPart({ addOnId: "a", quantity, returned, totalMinor, returnedMinor }, { quantity: count, stepMinor });
      let [returned, minor] = [0, 0];
      while (returned < quantity) {
        const count = Math.min(portions.next().value ?? 1, quantity - returned);
        const back = part(returned, minor, count);
        expect(back).toBeGreaterThanOrEqual(0);
        expect(back % stepMinor).toBe(0);
        [returned, minor] = [returned + count, minor + back];
        expect(minor).toBe(part(0, 0, returned));
      }
      expect(minor).toBe(totalMinor);
    }),
  );
});
