import { z } from "zod";
import { pageFields, uuid } from "#lib/platform/input";

/** What the platform sold, by day (UTC), organization and currency. Browser-safe. */

const day = z.iso.date();
const filterFields = {
  from: day.optional().describe("the first day, in UTC; thirty days ago when absent"),
  to: day.optional().describe("the last day; today when absent"),
  organization_id: uuid.optional(),
};
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => !from || !to || from <= to;
const WRONG_ORDER = { path: ["to"], message: "must not be before from" };

export const daySalesFilter = z.object(filterFields).refine(inOrder, WRONG_ORDER);
export type DaySalesFilter = z.output<typeof daySalesFilter>;
export const daySalesQuery = z.object({ ...filterFields, ...pageFields }).refine(inOrder, WRONG_ORDER);
export type DaySalesQuery = z.output<typeof daySalesQuery>;

const money = z.number().describe("In the major unit of `currency`.");
const figures = {
  currency: z.string(),
  orders: z.int().describe("Paid that day, and not undone since."),
  tickets: z.int().describe("Of these orders, whatever became of them."),
  revenue: money,
  refunds: money,
  lost: money.describe("Taken back by banks in disputes."),
  gateway_fees: money,
};
export const daySalesLine = z.object({
  day: z.iso.date(),
  organization_id: z.uuid(),
  organization: z.string(),
  ...figures,
});
export type DaySalesLine = z.infer<typeof daySalesLine>;

export const daySalesTotal = z.object(figures);
export type DaySalesTotal = z.infer<typeof daySalesTotal>;

export const daySalesAnswer = z.object({
  data: z.array(daySalesLine),
  totals: z.array(daySalesTotal).describe("Of the whole period, by currency."),
  meta: z.object({ total: z.int(), page: z.int(), limit: z.int(), from: day, to: day }),
});
export type DaySalesAnswer = z.infer<typeof daySalesAnswer>;
