import { isOpenDate } from "#lib/platform/open-date";
import type { SaleState } from "./contract.ts";

/** The inputs of a sale's state. Times are epoch milliseconds; `left` counts lapsed holds as free. */
export type SaleFacts = {
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  /** Its organization is suspended. */
  isStopped: boolean;
  /** Its organizer paused the sale. */
  isPaused: boolean;
  startsAtMs: number;
  endsAtMs: number;
  salesStartAtMs: number;
  salesEndAtMs: number;
  left: number;
};

/**
 * The state of a sale. It is derived and never stored, so it cannot contradict the times and the seats. A cancelled event
 * stays cancelled after its day; a sale past its end is over even with seats left.
 */
export function saleState(facts: SaleFacts, nowMs: number): SaleState {
  return STATE_ORDER.find((state) => RULES[state](facts, nowMs)) ?? "on_sale";
}

type Rule = (facts: SaleFacts, nowMs: number) => boolean;

/** The first state in this order whose rule holds applies. The rules stand here and, for lists, in SQL (state-store.ts). */
export const STATE_ORDER = [
  "cancelled",
  "postponed",
  "ended",
  "stopped",
  "upcoming",
  "sold_out",
  "paused",
  "on_sale",
] as const satisfies readonly SaleState[];

const RULES = {
  cancelled: ({ status }) => status === "CANCELLED",
  // Its sale is over by the clock, and it is not: it stops until there is a date.
  postponed: ({ startsAtMs }) => isOpenDate(startsAtMs),
  ended: ({ endsAtMs, salesEndAtMs }, nowMs) => nowMs >= Math.min(endsAtMs, salesEndAtMs),
  stopped: ({ isStopped }) => isStopped,
  upcoming: ({ salesStartAtMs }, nowMs) => nowMs < salesStartAtMs,
  sold_out: ({ left }) => left <= 0,
  // Only where it would be on sale: before the sale and without seats, the other reason is the one that lasts.
  paused: ({ isPaused }) => isPaused,
  on_sale: () => true,
} as const satisfies Record<SaleState, Rule>;

/** Each state's name for the API and for search engines (schema.org). */
export const SALE_STATE_WORDS = {
  upcoming: { wire: "scheduled", offer: "https://schema.org/PreOrder", event: "https://schema.org/EventScheduled" },
  on_sale: { wire: "on_sale", offer: "https://schema.org/InStock", event: "https://schema.org/EventScheduled" },
  paused: { wire: "paused", offer: "https://schema.org/OutOfStock", event: "https://schema.org/EventScheduled" },
  sold_out: { wire: "sold_out", offer: "https://schema.org/SoldOut", event: "https://schema.org/EventScheduled" },
  stopped: {
    wire: "stopped",
    offer: "https://schema.org/OutOfStock",
    event: "https://schema.org/EventScheduled",
  },
  postponed: {
    wire: "postponed",
    offer: "https://schema.org/OutOfStock",
    event: "https://schema.org/EventPostponed",
  },
  ended: { wire: "ended", offer: "https://schema.org/SoldOut", event: "https://schema.org/EventScheduled" },
  cancelled: {
    wire: "cancelled",
    offer: "https://schema.org/Discontinued",
    event: "https://schema.org/EventCancelled",
  },
} as const satisfies Record<SaleState, { wire: string; offer: string; event: string }>;

/** A page warns when at most this share of the seats is left. */
const NEARLY_FULL_PERCENT = 8;

/** Whether few seats are left: at most 8 % of the capacity, but at least one. */
export function isNearlyFull({ left, capacity }: { left: number; capacity: number }): boolean {
  return left > 0 && left * 100 <= capacity * NEARLY_FULL_PERCENT;
}

export function isFree({ maxPriceMinor }: { maxPriceMinor: number }): boolean {
  return maxPriceMinor === 0;
}
