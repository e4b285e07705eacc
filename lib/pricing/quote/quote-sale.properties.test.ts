import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeLimits, judgeAmount } from "#lib/platform/charge-limits";
import { PROMO_KINDS, promoReductions } from "../promo/promo-rules.ts";
import { REDUCTIONS, type SaleQuote, type SaleRules } from "./sale.ts";
import { spread, sumOf } from "./spread.ts";
import { quote, type Sale, sale } from "./testing/any-sale.ts";

/** What holds for every basket under every set of rules. */

const check = (property: (quoted: SaleQuote, asked: Sale) => void) => {
  fc.assert(
    fc.property(sale, (asked) => property(quote(asked), asked)),
    { numRuns: 300 },
  );
};

test("no amount is ever negative, and no ticket costs more than its seat and the taxes added", () => {
  check(({ tickets, addOns, taxes: totals, totalMinor, discountMinor }) => {
    const amounts = [
      totalMinor,
      discountMinor,
      ...totals.flatMap(({ amountMinor, netMinor }) => [amountMinor, netMinor]),
    ];
    for (const line of [...tickets, ...addOns]) {
      amounts.push(line.unitMinor, line.addedTaxMinor, ...line.taxes.map(({ amountMinor }) => amountMinor));
    }
    for (const { listMinor, unitMinor, addedTaxMinor, feeMinor, parts } of tickets) {
      amounts.push(
        feeMinor,
        unitMinor - feeMinor,
        listMinor + addedTaxMinor - unitMinor,
        ...parts.map((part) => part.amountMinor),
      );
    }
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(0);
    expect(amounts.every(Number.isSafeInteger)).toBe(true);
  });
});

test("the lines add up to the total, each line to its price, and taxes of lines to those of the basket", () => {
  check((quoted) => {
    const { tickets, addOns } = quoted;
    for (const { listMinor, parts, addedTaxMinor, unitMinor } of tickets) {
      expect(listMinor - sumOf(parts.map(({ amountMinor }) => amountMinor)) + addedTaxMinor).toBe(unitMinor);
    }
    expect(sumOf(tickets.map(({ unitMinor }) => unitMinor)) + sumOf(addOns.map(({ totalMinor }) => totalMinor))).toBe(
      quoted.totalMinor,
    );
    expect(quoted.listMinor - quoted.discountMinor + quoted.addedTaxMinor).toBe(quoted.totalMinor);
    for (const { id, amountMinor } of quoted.taxes) {
      const own = [...tickets, ...addOns].flatMap((line) => line.taxes.filter((tax) => tax.id === id));
      expect(sumOf(own.map((tax) => tax.amountMinor))).toBe(amountMinor);
    }
  });
});

test("a total of prices that can be charged can be charged, or is nothing", () => {
  check(({ totalMinor }, { currency: of }) => {
    expect(judgeAmount(totalMinor, of)).toBeUndefined();
  });
});

test("the rules apply in their order, each at most once to a ticket, and one group discount to all", () => {
  check(({ tickets }) => {
    for (const { parts } of tickets) {
      const order = parts.map(({ kind }) => REDUCTIONS.indexOf(kind));
      expect(order).toEqual([...new Set(order)].toSorted());
      expect(parts.every(({ amountMinor }) => amountMinor > 0)).toBe(true);
    }
    const groups = tickets.flatMap(({ parts }) => parts.filter(({ kind }) => kind === "group").map(({ id }) => id));
    expect(new Set(groups).size).toBeLessThanOrEqual(1);
  });
});

describe("monotone, before taxes:", () => {
  // A code for some tickets alone can lose its ticket to the group discount, which gives the cheapest away: then nothing is promised.
  // So can an amount off each ticket beside "buy n, pay m": a ticket that costs nothing takes no amount off
  // (docs/decisions/048-the-price-of-a-basket.md).
  const forAll = (rules: SaleRules): SaleRules => ({
    ...rules,
    taxes: { isInclusive: true, rates: [] },
    code: rules.code && { ...rules.code, ticketsPerOrder: null, levelIds: [] },
    groupDiscounts: rules.groupDiscounts.filter(({ kind }) => rules.code?.kind !== "PER_TICKET" || kind !== "BUY_PAY"),
  });

  test("no reduction makes a basket dearer, and without any it costs its full price", () => {
    check((_, asked) => {
      const rules = forAll(asked.rules);
      const { totalMinor } = quote({ ...asked, rules });
      expect(totalMinor).toBeLessThanOrEqual(quote({ ...asked, rules: { ...rules, groupDiscounts: [] } }).totalMinor);
      expect(totalMinor).toBeLessThanOrEqual(quote({ ...asked, rules: { ...rules, code: null } }).totalMinor);
      const seats = asked.seats.map((seat) => ({ ...seat, ticketTypeId: null }));
      const full = quote({ ...asked, seats, rules: { ...rules, groupDiscounts: [], code: null } });
      expect(full.totalMinor).toBe(full.listMinor);
    });
  });

  test("a seat that becomes dearer never makes the basket cheaper", () => {
    const more = fc.record({ sale, which: fc.nat(), steps: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(more, ({ sale: asked, which, steps }) => {
        const rules = forAll(asked.rules);
        const at = which % asked.seats.length;
        const { minMinor = 0, stepMinor = 1 } = rules.charge ?? {};
        const dearer = asked.seats.map((seat, i) =>
          i === at ? { ...seat, listMinor: Math.max(seat.listMinor + steps * stepMinor, minMinor) } : seat,
        );
        const before = quote({ ...asked, rules }).totalMinor;
        expect(quote({ ...asked, seats: dearer, rules }).totalMinor).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test("a concession for one seat more never makes the basket dearer", () => {
    fc.assert(
      fc.property(sale, fc.nat(), (asked, which) => {
        const rules = forAll(asked.rules);
        const at = which % asked.seats.length;
        const as = (ticketTypeId: string | null) =>
          asked.seats.map((seat, i) => (i === at ? { ...seat, ticketTypeId } : seat));
        const full = quote({ ...asked, seats: as(null), rules });
        expect(quote({ ...asked, seats: as("a"), rules }).totalMinor).toBeLessThanOrEqual(full.totalMinor);
      }),
      { numRuns: 300 },
    );
  });
});

test("without other rules a code takes off what its rule says, but for the smallest charge", () => {
  const plain = fc.record({ kind: fc.constantFrom(...PROMO_KINDS), value: fc.integer({ min: 1, max: 100 }) });
  fc.assert(
    fc.property(sale, plain, ({ seats, rules, currency: of }, some) => {
      const basket = seats.map((seat) => ({ ...seat, ticketTypeId: null }));
      const totalMinor = sumOf(basket.map(({ listMinor }) => listMinor));
      const { stepMinor, minMinor } = chargeLimits(of) ?? { stepMinor: 1, minMinor: 0 };
      const promo = { id: "p", code: "P", levelIds: [], ticketsPerOrder: null, ...some };
      const lines = basket.map(({ levelId, listMinor }) => ({ levelId, minor: listMinor }));
      const off = sumOf(promoReductions(promo, lines, { otherMinor: 0, stepMinor }));
      const left = totalMinor - off;
      const isBelow = left > 0 && left < minMinor;
      const { codeMinor, isCut } = quote({
        seats: basket,
        addOns: [],
        rules: { ...rules, groupDiscounts: [], code: promo },
      });
      const cut = Math.max(totalMinor - minMinor, 0);
      expect({ codeMinor, isCut }).toEqual({ codeMinor: isBelow ? cut : off, isCut: isBelow && cut < off });
    }),
    { numRuns: 300 },
  );
});

test("an amount that is spread loses no unit, favours the largest remainder and gives no part more than it is worth", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
      const amount = Math.floor(sumOf(parts) * share);
      const shares = spread(amount, parts);
      expect(sumOf(shares)).toBe(amount);
      shares.forEach((each, i) => {
        expect(each).toBeLessThanOrEqual(parts[i] ?? 0);
        expect(Math.abs(each - (amount * (parts[i] ?? 0)) / Math.max(sumOf(parts), 1))).toBeLessThanOrEqual(1.001);
      });
    }),
  );
});
