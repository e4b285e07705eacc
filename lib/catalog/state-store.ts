import { OPEN_DATE_MS } from "#lib/platform/open-date";
import { Prisma } from "#prisma/generated/client";
import type { SaleState } from "./contract.ts";
import { STATE_ORDER } from "./state.ts";
import { HAS_FREE_SEAT, IS_STOPPED } from "./store.ts";

/** The rules of `saleState` for the event `e`. */
const RULES = {
  cancelled: Prisma.sql`e.status = 'CANCELLED'`,
  postponed: Prisma.sql`e.starts_at >= ${new Date(OPEN_DATE_MS)}`,
  ended: Prisma.sql`least(e.ends_at, e.sales_end_at) <= now()`,
  stopped: IS_STOPPED,
  upcoming: Prisma.sql`e.sales_start_at > now()`,
  sold_out: Prisma.sql`NOT ${HAS_FREE_SEAT}`,
  paused: Prisma.sql`e.sale_paused_at IS NOT NULL`,
  on_sale: Prisma.sql`true`,
} as const satisfies Record<SaleState, Prisma.Sql>;

/**
 * The state of the event `e` in a list that is filtered or sorted by it: `draft`, or what `saleState` says. Seats are read only where the
 * clock leaves it open.
 */
export const EVENT_STATE = Prisma.sql`(CASE WHEN e.status = 'DRAFT' THEN 'draft' ${Prisma.join(
  STATE_ORDER.map((state) => Prisma.sql`WHEN ${RULES[state]} THEN ${Prisma.raw(`'${state}'`)}`),
  " ",
)} END)`;
