import { join, raw, type Sql, sql } from "#lib/platform/db/sql";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import type { SaleState } from "./contract.ts";
import { STATE_ORDER } from "./state.ts";
import { HAS_FREE_SEAT, IS_STOPPED } from "./store.ts";

/** The rules of `saleState` for the event `e`. */
const RULES = {
  cancelled: sql`e.status = 'CANCELLED'`,
  postponed: sql`e.starts_at >= ${new Date(OPEN_DATE_MS)}`,
  ended: sql`least(e.ends_at, e.sales_end_at) <= now()`,
  stopped: IS_STOPPED,
  upcoming: sql`e.sales_start_at > now()`,
  sold_out: sql`NOT ${HAS_FREE_SEAT}`,
  paused: sql`e.sale_paused_at IS NOT NULL`,
  on_sale: sql`true`,
} as const satisfies Record<SaleState, Sql>;

/**
 * The state of the event `e` in a list that is filtered or sorted by it: `draft`, or what `saleState` says. Seats are read only where the
 * clock leaves it open.
 */
export const EVENT_STATE = sql`(CASE WHEN e.status = 'DRAFT' THEN 'draft' ${join(
  STATE_ORDER.map((state) => sql`WHEN ${RULES[state]} THEN ${raw(`'${state}'`)}`),
  " ",
)} END)`;
