import type { SaleState } from "./contract.ts";

/** What the state of a sale follows from. Times in milliseconds of the epoch; `left` counts lapsed holds as left. */
export type SaleFacts = {
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  startsAtMs: number;
  endsAtMs: number;
  salesStartAtMs: number;
  salesEndAtMs: number;
  left: number;
};

/**
 * The state of a sale, derived and never stored, so that it cannot disagree with the times and the seats. A cancelled
 * event stays cancelled after its day; a sale that is over is over even with seats left.
 */
export function saleState(facts: SaleFacts, nowMs: number): SaleState {
  return ORDER.find((state) => RULES[state](facts, nowMs)) ?? "on_sale";
}

type Rule = (facts: SaleFacts, nowMs: number) => boolean;

/** The first rule in this order that holds names the state. */
const ORDER = ["cancelled", "ended", "upcoming", "sold_out", "on_sale"] as const satisfies readonly SaleState[];

const RULES = {
  cancelled: ({ status }) => status === "CANCELLED",
  ended: ({ endsAtMs, salesEndAtMs }, nowMs) => nowMs >= Math.min(endsAtMs, salesEndAtMs),
  upcoming: ({ salesStartAtMs }, nowMs) => nowMs < salesStartAtMs,
  sold_out: ({ left }) => left <= 0,
  on_sale: () => true,
} as const satisfies Record<SaleState, Rule>;

/** Each state in the words of its readers: the wire (api.md) and search engines (schema.org). */
export const SALE_STATE_WORDS = {
  upcoming: { wire: "scheduled", offer: "https://schema.org/PreOrder", event: "https://schema.org/EventScheduled" },
  on_sale: { wire: "on_sale", offer: "https://schema.org/InStock", event: "https://schema.org/EventScheduled" },
  sold_out: { wire: "sold_out", offer: "https://schema.org/SoldOut", event: "https://schema.org/EventScheduled" },
  ended: { wire: "ended", offer: "https://schema.org/SoldOut", event: "https://schema.org/EventScheduled" },
  cancelled: {
    wire: "cancelled",
    offer: "https://schema.org/Discontinued",
    event: "https://schema.org/EventCancelled",
  },
} as const satisfies Record<SaleState, { wire: string; offer: string; event: string }>;

/** How many of a hundred places may be left for a page to say so. */
const NEARLY_FULL_PERCENT = 8;

/** Whether so little is left that a fan should know: at most 8 % of the house, and something. */
export function isNearlyFull({ left, capacity }: { left: number; capacity: number }): boolean {
  return left > 0 && left * 100 <= capacity * NEARLY_FULL_PERCENT;
}

export function isFree({ maxPriceMinor }: { maxPriceMinor: number }): boolean {
  return maxPriceMinor === 0;
}
