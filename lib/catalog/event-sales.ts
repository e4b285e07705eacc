import type { Transaction } from "#lib/platform/db/transaction";

type Sold = { readonly layoutHash: string; readonly levels: readonly { readonly id: number; readonly name: string }[] };

export type RepaintedEvent = { id: number; painting: unknown; before: Sold; after: Sold };

/**
 * What the catalog needs of the services that sell an event. They come later in the order of services, so the endpoint hands it in
 * (lib/orders/withdrawing/event-sales.ts). All run in the catalog's transaction, behind the lock of the event.
 */
export type EventSales = {
  /** Locks an event's seats; whether one of them is held or sold, or was ever ordered. */
  isSold: (tx: Transaction, eventId: number) => Promise<boolean>;
  /**
   * Locks an event's seats and deletes them all; false, and nothing done, when one is held or sold, or was ever ordered. Allocations keep
   * theirs as planned ones.
   */
  deleteUnsoldSeats: (tx: Transaction, eventId: number) => Promise<boolean>;
  /**
   * Takes along what was painted on the seats of an event that was rebuilt, price levels and planned allocations: it has another layout or
   * other levels, and has sold nothing.
   */
  takePaintedSeatsAlong: (tx: Transaction, event: RepaintedEvent) => Promise<void>;
  /** Writes what taxes add to the prices of an event, which changed. */
  retaxLevels: (tx: Transaction, eventId: number) => Promise<unknown>;
  /** Deletes what remains of an event without seats that is itself deleted: lapsed holds, promo codes, its queue. */
  deleteTraces: (tx: Transaction, eventId: number) => Promise<void>;
};
