import type { Transaction } from "#lib/platform/db/transaction";

/** A copy of an event that is being made, in the same hall. */
export type EventCopy = {
  fromId: number;
  toId: number;
  layoutHash: string;
  /** A moment that follows the start, as the copy has it. */
  moved: (at: Date) => Date;
  /** A moment that follows the sale, such as a presale's. */
  saleMoved: (at: Date) => Date;
  now: Date;
};

/**
 * Copies what other services keep of an event to its copy: rules of price, promo codes, presales, allocations. They come later in the order of
 * services, so the caller hands it in (lib/pricing/copy-event-rules.ts). Runs in the transaction that makes the copy.
 */
export type CopyRules = (tx: Transaction, copy: EventCopy) => Promise<void>;
