import type { Transaction } from "#lib/platform/db/transaction";
import type { FieldProblem } from "./event-rules.ts";

type Sold = { readonly layoutHash: string; readonly levels: readonly { readonly id: number; readonly name: string }[] };

export type RepaintedEvent = { id: number; painting: unknown; before: Sold; after: Sold };

/** The sale of an event before and after a change, and the transaction's time. */
export type MovedSale = { id: number; before: SaleTimes; after: SaleTimes; now: Date };
type SaleTimes = { salesStartAt: Date; salesEndAt: Date };

/** When the order of an event's waiting room is drawn, before and after a change. */
export type DrawMove = { from: Date; to: Date };
export type DrawPlan = { ok: true; draw: DrawMove | undefined } | { ok: false; problem: FieldProblem };

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
  /**
   * Where the draw of the event's waiting room goes when its sale moves, behind the room's lock: `draw` is undefined where it stays or there
   * is none. Answers the problem of the field where the sale cannot move because of it.
   */
  planDraw: (tx: Transaction, sale: MovedSale) => Promise<DrawPlan>;
  /** Moves the draw as planned in this transaction, with its audit entry. */
  moveDraw: (
    tx: Transaction,
    eventId: number,
    move: { draw: DrawMove; actor: string; organizationId: string },
  ) => Promise<void>;
  /** Deletes what remains of an event without seats that is itself deleted: lapsed holds, promo codes, its queue. */
  deleteTraces: (tx: Transaction, eventId: number) => Promise<void>;
};
