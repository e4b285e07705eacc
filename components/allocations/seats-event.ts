import type { Selling } from "#lib/seating/painting/level-of-seats";
import type { SaleEvent } from "../presales/sale-event.ts";

/** The event whose seats are set aside. `now` is the server's clock in epoch milliseconds when the page was made. */
export type SeatsEvent = SaleEvent & {
  readonly layoutHash: string;
  readonly isDraft: boolean;
  readonly hasSaleBegun: boolean;
  readonly now: number;
  /** How the hall is sold. */
  readonly selling: Selling;
};
