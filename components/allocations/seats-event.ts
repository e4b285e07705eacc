import type { Selling } from "#lib/seating/painting/level-of-seats";
import type { SaleEvent } from "../presales/sale-event.ts";

export type PricedLevel = { readonly id: number; readonly name: string; readonly priceMinor: number };

/** The event whose seats are set aside. `now` is the server's clock in epoch milliseconds when the page was made. */
export type SeatsEvent = SaleEvent & {
  readonly layoutHash: string;
  readonly pricePaintingRevision: number;
  readonly isDraft: boolean;
  readonly hasSaleBegun: boolean;
  readonly now: number;
  /** How the hall is sold. */
  readonly selling: Selling;
  /** Its levels with their list prices in minor units, by id. */
  readonly priced: readonly PricedLevel[];
};
