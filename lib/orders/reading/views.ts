import type { LastChange } from "#lib/catalog/event-move";
import type { Terms } from "#lib/legal/contract";
import type { Seller } from "#lib/organizations/seller";
import type { LineTax, Reduction } from "#lib/pricing/quote/sale";
import type { WorseReason } from "#lib/seating/hall-change/worse-seats";
import type { NamedSeat } from "#lib/seating/seat-words";
import type { OrderStatus } from "../state.ts";

/** An order as pages and mails show it to its owner. Times ISO 8601 in UTC, money in minor units of `currency`. */
export type OrderView = {
  eventId: number;
  number: string;
  /** Which links of its mails open the order (find-order.ts). */
  linkVersion: number;
  /** Public id of the reservation it was bought from, `12-0192f0c1-…`. */
  reservationId: string;
  status: OrderStatus;
  failureReason: string | null;
  /** Whether a payment is on its way: `challenge` waits for the buyer's answer to the bank. */
  openPayment: "none" | "under_way" | "challenge";
  event: OrderedEvent;
  seller: Seller;
  email: string;
  name: string;
  /** Language of the buyer, for mails. */
  locale: string;
  /** The terms of sale that the buyer agreed to; null where the order is older than the record of it. */
  terms: Terms | null;
  totalMinor: number;
  discountMinor: number;
  refundedMinor: number;
  /** Refunds that are decided and not with the buyer: on their way, and those that the bank refused or sent back. */
  refundsOpen: { pendingMinor: number; failedMinor: number };
  currency: string;
  createdAt: string;
  paidAt: string | null;
  methodLabel: string | null;
  items: OrderItemView[];
  /** Why it costs what it costs. */
  price: PriceLines;
  tickets: TicketView[];
  /** What the buyer answered, those for the order first. */
  answers: OrderAnswerView[];
  /** The age that the buyer confirmed for everyone who comes; null where none was asked. */
  confirmedAge: number | null;
  /** Substitute seats held for a buyer whose money came after the seats were gone; to be taken or refused until then. */
  offer: { seats: NamedSeat[]; until: string } | null;
  /** Seats that a changed hall made worse since they were chosen, with the reasons; `event.refundUntil` counts them in. */
  worseSeats: (NamedSeat & { reasons: WorseReason[] })[];
  /** What the buyer's bank does with the payment, or did last; null when it never disputed it. */
  dispute: DisputeView | null;
};

/**
 * Why an order costs what it costs, as its page, its mail and the API say it: the full prices of its seats and add-ons, less the
 * reductions, plus added taxes, are the total. Of an order from before items kept their price, the reduction is its code's alone.
 */
export type PriceLines = {
  reductions: Pick<Reduction, "kind" | "name" | "amountMinor">[];
  taxes: LineTax[];
  /** The taxes are contained in every price; otherwise they were added to it. */
  isTaxInclusive: boolean;
  /** `returned` of them went back while the order stayed. */
  addOns: { name: string; quantity: number; returned: number; totalMinor: number }[];
};

/** An answer with the question as it was asked; `seat` is that of the ticket it was asked for. `kind` is that of questions on the wire. */
export type OrderAnswerView = {
  key: string;
  seat: NamedSeat | null;
  kind: string;
  label: string;
  answers: readonly string[];
};

/** A seat of an order. `listMinor` is its full price, `unitMinor` what its ticket cost, all in. */
export type OrderItemView = NamedSeat & {
  seatId: number;
  priceLevelName: string;
  /** The name of its ticket type; null at full price. */
  ticketType: string | null;
  listMinor: number;
  unitMinor: number;
};

/**
 * The state of an order's disputes as its owner reads it. `asked`: the bank asks and has taken nothing; `open`: it has taken the
 * amount and decides; `won`: the payment stands; `lost`: the buyer has the money back.
 */
export type DisputeView = {
  state: "asked" | "open" | "won" | "lost";
  amountMinor: number;
  tickets: "valid" | "suspended" | "void";
};

export type OrderedEvent = {
  slug: string;
  title: string;
  startsAt: string;
  doorsAt: string;
  endsAt: string;
  timeZone: string;
  venueName: string;
  venueAddress: string;
  city: string;
  posterSeed: number;
  categorySlug: string;
  isCancelled: boolean;
  /** How often its calendar entry changed. */
  revision: number;
  /** What changed last since the order was made; null when nothing did. */
  change: LastChange | null;
  /** Until when the buyer may have the money back without a reason; null when only a cancellation refunds. */
  refundUntil: string | null;
};

/** `token` is the signed text inside the QR code. */
export type TicketView = {
  id: string;
  number: string;
  seatId: number;
  section: string;
  row: string;
  seatNumber: string;
  isTable: boolean;
  priceLevelName: string;
  unitMinor: number;
  status: "LIVE" | "VOID";
  /** Void while the payment is disputed, the seat kept; always with status VOID. */
  isSuspended: boolean;
  holderName: string;
  token: string;
};

/** One line of the order list. */
export type OrderLineView = Pick<OrderView, "number" | "status" | "totalMinor" | "currency" | "createdAt"> & {
  event: Pick<
    OrderedEvent,
    "slug" | "title" | "startsAt" | "timeZone" | "venueName" | "city" | "posterSeed" | "categorySlug" | "isCancelled"
  >;
  ticketCount: number;
};
