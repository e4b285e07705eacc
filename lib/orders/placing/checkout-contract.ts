import type { SaleState } from "#lib/catalog/contract";
import type { BuyerForm } from "#lib/catalog/questions/question-contract";
import type { Terms } from "#lib/legal/contract";
import type { AddOnOffer } from "#lib/pricing/add-ons/add-on-offers";
import type { TicketTypeOffer } from "#lib/pricing/quote/sale";
import type { Billing } from "../invoicing/billing-contract.ts";
import type { OrderStatus } from "../state.ts";
import type { CheckoutPrice } from "./checkout-price.ts";

/** What the checkout page shows. Times ISO 8601 in UTC, money in minor units of `currency`. */
export type CheckoutView = {
  reservationId: string;
  /** As the buyer must understand it: a hold past its time is `expired`, whatever the row still says. */
  status: "held" | "paying" | "confirmed" | "expired" | "cancelled";
  expiresAt: string;
  /** The server's clock when this was read, so that a browser whose clock is off counts right. */
  now: string;
  extensionsLeft: number;
  /** Until when the buyer's time inside the sale lasts, by which an order must be begun; null where none is asked for. */
  insideUntil: string | null;
  currency: string;
  /** What is to be paid: of the order once there is one, else of the seats at full price, until the buyer chooses. */
  price: CheckoutPrice;
  seats: CheckoutSeat[];
  /** What can be bought beside the tickets now. */
  addOns: AddOnOffer[];
  /** The price levels of the event, by which a code is named that is for some of them. */
  levels: { id: number; name: string }[];
  event: CheckoutEvent;
  /** The terms of sale to agree to: those of the order once there is one, else those in force in the reader's language. */
  terms: Terms;
  /** What the event asks of its buyers; an order has the answers that it was opened with. */
  form: BuyerForm;
  /**
   * The invoice that may be asked for with the order. `kept`: to whom it goes, as an earlier try to pay said. Not offered while the organizer has
   * not said who they are.
   */
  invoice: { isOffered: boolean; kept: Billing | null };
  /** The connected account that the card is given to; null for the platform's own, `unable` while the organizer can take no payments. */
  paymentAccount: string | null | "unable";
  /** The order that this reservation became or is becoming. From its first attempt to pay on its price is fixed. */
  order: CheckoutOrder | null;
};

export type CheckoutOrder = {
  number: string;
  status: OrderStatus;
  terms: Terms | null;
  /** The connected account of the open attempt; null for the platform's own, or without one. */
  paymentAccount: string | null;
  /** An attempt to pay is open and may still take money. False after a decline, though the reservation stays `paying`. */
  isPaymentUnderWay: boolean;
};

export type CheckoutSeat = {
  id: number;
  section: string;
  row: string;
  number: string;
  isTable: boolean;
  levelName: string;
  /** The ticket types that it can be had at; none where the event has no concessions. */
  ticketTypes: TicketTypeOffer[];
};

export type CheckoutEvent = {
  id: number;
  slug: string;
  title: string;
  startsAt: string;
  timeZone: string;
  venueName: string;
  city: string;
  posterSeed: number;
  categorySlug: string;
  saleState: SaleState;
  hasWaitingRoom: boolean;
  holdSeconds: number;
  /** Counted back from the start; null when only a cancellation refunds. */
  refundUntilHours: number | null;
  sellerName: string;
};
