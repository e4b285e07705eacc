import { z } from "zod";
import { positiveIntText, text } from "#lib/platform/input";

export const reconciliationParams = z.object({
  gateway: text(40).meta({ description: "The gateway's name.", examples: ["stripe"] }),
  day: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, "must be a day such as 2026-11-28")
    // Not by Date.parse, which reads 30 February as 2 March.
    .refine((day) => z.iso.date().safeParse(day).success, "must be a day such as 2026-11-28")
    .meta({ description: "The day, in UTC.", examples: ["2026-11-28"] }),
});

export const pageQuery = z.object({
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

const amount = z.number().meta({ description: "In the major unit of `currency`." });
const sums = z.object({
  amount: amount.meta({ description: "What the day moved on the balance before the fees." }),
  fees: amount,
  net: amount,
});
const meta = z.object({ total: z.int(), page: z.int(), limit: z.int() });

const dayWire = z.object({
  gateway: z.string(),
  day: z.string(),
  compared_at: z.iso.datetime(),
  movements: z.int().meta({ description: "Movements of the gateway's balance on that day." }),
  differences: z.int(),
  in_transit: z.int().meta({ description: "Refunds that the gateway moved and whose end we still wait for." }),
  totals: z.array(z.object({ currency: z.string(), ledger: sums, gateway: sums })),
});
export type ReconciledDayWire = z.infer<typeof dayWire>;

export const reconciliationsWire = z.object({ data: z.array(dayWire), meta }).meta({ id: "ReconciliationList" });
export type ReconciliationsWire = z.infer<typeof reconciliationsWire>;

const movementWire = z.object({
  kind: z.enum(["captured", "refunded", "refund_returned", "disputed", "dispute_returned"]),
  currency: z.string(),
  at: z.iso.datetime(),
  gateway_movement_id: z.string().nullable().meta({ description: "Null where the gateway has none." }),
  gateway_payment_id: z.string().nullable(),
  account: z
    .string()
    .nullable()
    .meta({
      description: "The connected account at the gateway whose balance moved; null for the platform's own.",
      examples: ["acct_1QZ8example"],
    }),
  event_id: z.int().nullable().meta({ description: "Null where the payment is none of ours." }),
  order_number: z.string().nullable(),
  payment_id: z.string().nullable(),
});

const differenceWire = movementWire.extend({
  what: z.enum(["missing_here", "missing_there", "other_amount", "other_fee"]).meta({
    description: "`missing_here`: not in our ledger; `missing_there`: not at the gateway.",
  }),
  ledger: amount.nullable().meta({ description: "What our ledger says, of the fee for `other_fee`." }),
  gateway: amount.nullable(),
});
export type DifferenceWire = z.infer<typeof differenceWire>;

const inTransitWire = movementWire.extend({
  amount,
  arrived_at: z.iso.datetime().nullable().meta({ description: "When we heard that it arrived; null: it has not." }),
});

export const reconciliationWire = dayWire
  .omit({ differences: true, in_transit: true })
  .extend({
    differences: z.object({ data: z.array(differenceWire), meta }),
    in_transit: z.array(inTransitWire),
  })
  .meta({ id: "Reconciliation" });
export type ReconciliationWire = z.infer<typeof reconciliationWire>;
