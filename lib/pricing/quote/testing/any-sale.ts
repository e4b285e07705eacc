import fc from "fast-check";
import { chargeLimits } from "#lib/platform/charge-limits";
import type { PromoRule } from "../../promo/promo-rules.ts";
import { quoteSale } from "../quote-sale.ts";
import {
  GROUP_DISCOUNT_KINDS,
  type GroupDiscount,
  type SaleAddOn,
  type SaleQuote,
  type SaleRules,
  type SaleSeat,
  TAXED,
  type TaxRate,
  type TicketType,
} from "../sale.ts";

/** Any basket under any set of rules, and its quote. */

const LEVELS = [1, 2, 3];
const levelIds = fc.option(fc.subarray(LEVELS, { minLength: 1 }));
const TYPE_IDS = ["a", "b", "c"];
/** EUR: cents from 0.50 on; KWD: steps of ten; JPY: no digits. */
const currency = fc.constantFrom("EUR", "KWD", "JPY");

const ticketTypes = fc.tuple(...TYPE_IDS.map((id) => ticketType(id)));

function ticketType(id: string): fc.Arbitrary<TicketType> {
  const rule = fc.oneof(
    fc.record({ kind: fc.constant("PERCENT" as const), value: fc.integer({ min: 0, max: 100 }) }),
    fc.record({
      kind: fc.constantFrom("AMOUNT" as const, "FIXED" as const),
      value: fc.integer({ min: 0, max: 1_000 }).map((n) => n * 10),
    }),
  );
  return rule.map((changes) => ({
    id,
    name: id,
    levelIds: null,
    perOrderMax: null,
    needsWheelchair: false,
    ...changes,
  }));
}

const groupDiscounts: fc.Arbitrary<GroupDiscount[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...GROUP_DISCOUNT_KINDS),
      seats: fc.integer({ min: 2, max: 10 }),
      value: fc.integer({ min: 1, max: 100 }),
      levelIds,
      id: fc.uuid(),
    })
    .map((group) => ({
      ...group,
      name: group.id,
      value: group.kind === "PERCENT" ? group.value : Math.min(group.value, group.seats - 1),
    })),
  { maxLength: 3 },
);

const terms = {
  levelIds: fc.subarray(LEVELS),
  ticketsPerOrder: fc.option(fc.integer({ min: 1, max: 5 })),
};
const code: fc.Arbitrary<PromoRule | null> = fc.option(
  fc
    .oneof(
      fc.record({ kind: fc.constant("PERCENT" as const), value: fc.integer({ min: 1, max: 100 }), ...terms }),
      fc.record({ kind: fc.constant("AMOUNT" as const), value: fc.integer({ min: 1, max: 50_000 }), ...terms }),
      fc.record({ kind: fc.constant("PER_TICKET" as const), value: fc.integer({ min: 1, max: 10_000 }), ...terms }),
    )
    .map((rest) => ({ id: "code", code: "CODE", ...rest })),
);

const rate = (id: string): fc.Arbitrary<TaxRate> =>
  fc.record({
    ...{ id: fc.constant(id), name: fc.constant(id), rateMilli: fc.integer({ min: 0, max: 60_000 }), levelIds },
    on: fc.subarray([...TAXED], { minLength: 1 }),
  });
const taxes = fc.record({ isInclusive: fc.boolean(), rates: fc.tuple(rate("x"), rate("y"), rate("z")) });

/** Prices as they may be set: 0, or an amount that can be charged. */
const price = (of: string) => {
  const { stepMinor, minMinor } = chargeLimits(of) ?? { stepMinor: 1, minMinor: 0 };
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    {
      weight: 6,
      arbitrary: fc
        .integer({ min: 0, max: 2_000 })
        .map((n) => Math.ceil(minMinor / stepMinor) * stepMinor + n * stepMinor),
    },
  );
};

const seatsIn = (of: string): fc.Arbitrary<SaleSeat[]> =>
  fc
    .array(
      fc.record({
        levelId: fc.constantFrom(...LEVELS),
        listMinor: price(of),
        feeMinor: fc.integer({ min: 0, max: 500 }),
        kind: fc.constantFrom("STANDARD" as const, "WHEELCHAIR" as const),
        ticketTypeId: fc.option(fc.constantFrom(...TYPE_IDS)),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((seats) => seats.map((seat, i) => ({ ...seat, seatId: i + 1 })));

const addOnsIn = (of: string): fc.Arbitrary<SaleAddOn[]> =>
  fc.array(
    fc.record({
      addOnId: fc.uuid(),
      name: fc.constant("Programme"),
      quantity: fc.integer({ min: 1, max: 3 }),
      unitMinor: price(of),
      rateIds: fc.option(fc.subarray(["x", "y", "gone"])),
    }),
    { maxLength: 2 },
  );

export type Sale = { seats: SaleSeat[]; addOns: SaleAddOn[]; rules: SaleRules; currency: string };
export const sale: fc.Arbitrary<Sale> = currency.chain((of) =>
  fc.record({
    ...{ seats: seatsIn(of), addOns: addOnsIn(of), currency: fc.constant(of) },
    rules: fc.record({ ticketTypes, groupDiscounts, code, taxes, charge: fc.constant(chargeLimits(of)) }),
  }),
);

/** The quote of a sale whose ticket types can be had. */
export function quote({ seats, addOns, rules }: Omit<Sale, "currency">): SaleQuote {
  const quoted = quoteSale({ seats, addOns }, rules);
  if (!quoted.ok) throw new Error(quoted.problem.kind);
  return quoted.quote;
}
