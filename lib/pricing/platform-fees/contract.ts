import { z } from "zod";
import { CURRENCIES } from "#lib/platform/currencies";
import { pageFields, uuid } from "#lib/platform/input";

/** What the platform takes of a sale, as administrators set and read it. Browser-safe. */

/** The largest share that may be set, in percent: above it a slip of the keyboard is likelier than an agreement. */
export const PERCENT_MAX = 50;

const currency = z
  .string()
  .refine((code) => CURRENCIES.has(code), "must be a currency of ISO 4217 that can be charged");
const percent = z
  .number()
  .min(0)
  .max(PERCENT_MAX)
  .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), "must have at most two decimals");

export const newPlatformFeeBody = z.object({
  organization_id: uuid.optional().describe("without it, the terms of all organizations that have none of their own"),
  currency,
  percent: percent.describe(`of what the buyer pays, 0 to ${PERCENT_MAX}, at most two decimals`),
  fixed: z.number().min(0).max(1_000_000).describe("of each order, in the currency's major unit"),
  valid_from: z.iso.datetime({ offset: true }).optional().describe("now without it; never in the past"),
});
export type NewPlatformFee = z.output<typeof newPlatformFeeBody>;

export const platformFeeQuery = z.object({ organization_id: uuid.optional(), ...pageFields });
export type PlatformFeeQuery = z.output<typeof platformFeeQuery>;

export const platformFeeWire = z.object({
  id: z.uuid(),
  organization_id: z.uuid().nullable().describe("null for the terms of all others"),
  organization: z.string().nullable(),
  currency: z.string(),
  percent: z.number(),
  fixed: z.number(),
  valid_from: z.iso.datetime(),
});
export type PlatformFeeWire = z.infer<typeof platformFeeWire>;

export const platformFeesAnswer = z.object({
  data: z.array(platformFeeWire),
  meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
});

export const feeTermsQuery = z.object({
  currency,
  at: z.iso.datetime({ offset: true }).optional().describe("now without it"),
});
export const feeTermsAnswer = z.object({ currency: z.string(), percent: z.number(), fixed: z.number() });
