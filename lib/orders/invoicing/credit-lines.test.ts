import fc from "fast-check";
import { expect, test } from "vitest";
import { spread, sumOf } from "#lib/pricing/quote/spread";
import { creditLines, linesLeft } from "./credit-lines.ts";
import type { InvoiceLine } from "./invoice-document.ts";

/** A line of a few cents, of which any part may be tax: where rounding hurts most. */
const line = fc.record({
  totalMinor: fc.integer({ min: 1, max: 9 }),
  taxShare: fc.integer({ min: 0, max: 9 }),
  rates: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
});
const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((all) =>
  all.map(({ totalMinor, taxShare, rates }, i): InvoiceLine => {
    const taxMinor = Math.min(taxShare, totalMinor);
    const seat = { section: "Stalls", row: "A", number: String(i), isTable: false };
    const what = { kind: "ticket", ...seat, priceLevel: "Standard", ticketType: null } as const;
    const taxes = spread(taxMinor, rates).map((amountMinor, r) => {
      return { id: String(r), name: "Tax", rateMilli: 1_000, amountMinor, netMinor: totalMinor - taxMinor };
    });
    return { key: `seat:${i}`, what, listMinor: totalMinor, reductions: [], feeMinor: 0, totalMinor, taxes };
  }),
);
const parts = fc.array(fc.record({ amountMinor: fc.integer({ min: 1, max: 9 }), seat: fc.nat(3) }), { maxLength: 8 });

const taxOf = ({ taxes }: InvoiceLine) => sumOf(taxes.map(({ amountMinor }) => amountMinor));
const totalOf = (all: readonly InvoiceLine[]) => sumOf(all.map(({ totalMinor }) => totalMinor));

test("no credited cent and no cent that is left bears more tax than it is, and the last credit takes all that is left", () => {
  fc.assert(
    fc.property(lines, parts, (invoiced, asked) => {
      let credited: InvoiceLine[] = [];
      const left = () => linesLeft(invoiced, { credited, isTaxInclusive: true });
      const rest = { amountMinor: totalOf(invoiced), seat: 0 };
      for (const { amountMinor, seat } of [...asked, rest]) {
        const before = left();
        const given = creditLines(before, { amountMinor, seatIds: [seat], addOns: [], isTaxInclusive: true });
        expect(totalOf(given)).toBe(Math.min(amountMinor, totalOf(before)));
        credited = [...credited, ...given];
        for (const each of [...given, ...left()]) {
          expect(each.totalMinor - taxOf(each)).toBeGreaterThanOrEqual(0);
          expect(Math.min(0, ...each.taxes.map((tax) => tax.amountMinor))).toBe(0);
        }
      }
      expect(left()).toEqual([]);
      expect(sumOf(credited.map(taxOf))).toBe(sumOf(invoiced.map(taxOf)));
    }),
    { numRuns: 2_000 },
  );
});
