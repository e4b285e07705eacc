import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeLimits } from "#lib/platform/charge-limits";
import { addedTaxOf } from "./added-tax.ts";
import { quoteSale } from "./quote-sale.ts";
import type { SaleRules, TaxRules } from "./sale.ts";
import { sumOf } from "./spread.ts";

const LEVEL = { id: 1, priceMinor: 4_500, feeMinor: 450 };
const rate = (rateMilli: number, on: TaxRules["rates"][number]["on"] = ["TICKETS", "FEES"]) => {
  return { id: String(rateMilli), name: "Tax", rateMilli, on, levelIds: null };
};
const added = (rates: TaxRules["rates"]): TaxRules => ({ isInclusive: false, rates });

describe("the price that is shown of a seat", () => {
  test("contains the taxes that are added, and none that its price contains", () => {
    expect(addedTaxOf(LEVEL, { taxes: added([rate(8_875)]), stepMinor: 1 })).toBe(400);
    expect(addedTaxOf(LEVEL, { taxes: added([rate(10_000, ["FEES"])]), stepMinor: 1 })).toBe(45);
    expect(addedTaxOf(LEVEL, { taxes: { ...added([rate(8_875)]), isInclusive: true }, stepMinor: 1 })).toBe(0);
    const elsewhere = [{ ...rate(8_875), levelIds: [2] }];
    expect(addedTaxOf(LEVEL, { taxes: added(elsewhere), stepMinor: 1 })).toBe(0);
  });

  const things = fc.subarray(["TICKETS", "FEES", "ADD_ONS"] as const, { minLength: 1 });
  const rates = fc.array(
    fc.record({
      rateMilli: fc.integer({ min: 0, max: 30_000 }),
      on: things,
      levelIds: fc.constantFrom(null, [1], [2]),
    }),
    { maxLength: 4 },
  );
  const level = fc
    .tuple(fc.integer({ min: 50, max: 200_000 }), fc.integer({ min: 0, max: 100 }))
    .map(([priceMinor, percent]) => ({ priceMinor, feeMinor: Math.floor((priceMinor * percent) / 100) }));

  test("is never below what the seat costs at checkout, alone or with others", () => {
    fc.assert(
      fc.property(
        fc.tuple(level, level),
        fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 8 }),
        rates,
        fc.constantFrom("EUR", "JPY", "KWD"),
        (levels, seats, given, currency) => {
          const charge = chargeLimits(currency);
          const stepMinor = charge?.stepMinor ?? 1;
          const priced = levels.map(({ priceMinor, feeMinor }, i) => {
            return { id: i + 1, priceMinor: priceMinor * stepMinor, feeMinor: feeMinor * stepMinor };
          });
          const taxes = added(given.map((one, i) => ({ ...one, id: String(i), name: `Tax ${i}` })));
          const rules: SaleRules = { ticketTypes: [], groupDiscounts: [], code: null, taxes, charge };
          const asked = seats.flatMap((at, i) => {
            const of = priced[at];
            if (!of) return [];
            const { id: levelId, priceMinor: listMinor, feeMinor } = of;
            return [{ seatId: i + 1, levelId, listMinor, feeMinor, kind: "STANDARD" as const, ticketTypeId: null }];
          });
          const quoted = quoteSale({ seats: asked, addOns: [] }, rules);
          const shown = asked.map(({ levelId, listMinor, feeMinor }) => {
            return listMinor + addedTaxOf({ id: levelId, priceMinor: listMinor, feeMinor }, { taxes, stepMinor });
          });
          if (!quoted.ok) throw new Error("there are no ticket types to refuse");
          expect(sumOf(shown)).toBeGreaterThanOrEqual(quoted.quote.totalMinor);
          // A cent for each seat, part and tax at most: it is no other price.
          expect(sumOf(shown) - quoted.quote.totalMinor).toBeLessThanOrEqual(
            asked.length * 2 * given.length * stepMinor,
          );
        },
      ),
    );
  });
});
