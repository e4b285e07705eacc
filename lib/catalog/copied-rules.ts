import type { Transaction } from "#lib/platform/db/transaction";

/** A copy of an event that is being made, in the same hall. `moved` is a moment of the event as its copy has it. */
export type EventCopy = { fromId: number; toId: number; layoutHash: string; moved: (at: Date) => Date; now: Date };

/**
 * Copies what other services keep of an event to its copy: rules of price, promo codes, presales, allocations. They come later in the order of
 * services, so the caller hands it in (lib/pricing/copy-event-rules.ts). Runs in the transaction that makes the copy.
 */
export type CopyRules = (tx: Transaction, copy: EventCopy) => Promise<void>;
