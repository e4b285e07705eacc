import { Failure, Fault } from "#lib/platform/invariant";

/**
 * What Fairseat asks of a payment gateway. Every adapter speaks this port and nothing else, so the commit saga, the
 * webhook endpoint and the reconciler are the same for all of them. What a gateway cannot do it says by a field, and then
 * lacks the method, so that the saga does not compile without an answer to the lack (docs/decisions/016-gateways.md).
 * Amounts are integers of the currency's minor unit as `platform/money` counts them; an adapter converts where its
 * gateway counts differently.
 */
export type PaymentGateway = GatewayCore &
  (Authorizing | Selling) &
  (Voiding | NotVoiding) &
  (Searching | Repeating) &
  (Listing | NotListing) &
  (Connecting | NotConnecting);

/** A gateway that lacks nothing of a payment. */
export type CompleteGateway = GatewayCore & Authorizing & Voiding & Searching & Listing & (Connecting | NotConnecting);
export type ConnectingGateway = PaymentGateway & Connecting;

type GatewayCore = {
  /** The `gateway` column of a payment: `stripe`. */
  readonly name: string;

  /**
   * Reserves the amount on the method without taking it; a gateway of sales takes it at once. Safe to repeat with the same key and the same request: the
   * money is reserved once and the answer is the payment as it is *now*, not as it was at the first answer. The declined
   * answer is a refusal; `gatewayId` then names an attempt that holds no money.
   *
   * After `GatewayUnavailable` the outcome is unknown: repeat with the same key, or search for it (`lost`).
   */
  authorize(request: AuthorizeRequest): Promise<GatewayPayment | GatewayDeclined>;

  /** The payment as the gateway has it now; undefined when the gateway does not know the id. */
  find(gatewayId: string): Promise<GatewayPayment | undefined>;

  /** Gives back part or all of captured money. More than what is left is a `GatewayRejected` with the gateway's code. */
  refund(request: RefundRequest): Promise<GatewayRefund>;

  /** The dispute as the gateway has it now; undefined when it does not know the id. */
  findDispute(gatewayId: string): Promise<GatewayDispute | undefined>;

  /** Every refund of a payment, including those made in the gateway's dashboard. Throws `GatewayUnavailable` when there are more than can be read. */
  listRefunds(gatewayId: string): Promise<GatewayRefund[]>;

  /**
   * Verifies the signature over the raw bytes and its age (five minutes), then reads the event. Asynchronous, because some
   * gateways sign with a certificate that must be fetched; throws `GatewayUnavailable` when it cannot be. `payment` is a snapshot
   * of the moment of the event: events repeat and overtake one another, so ask `find` before believing a state is current.
   */
  readWebhook(delivery: WebhookDelivery): Promise<WebhookReading>;

  /** The grain of amounts in a currency: totals must be multiples of it (10 for KWD at Stripe, 1 for most). */
  amountStepMinor(currency: string): number;
};

type Authorizing = {
  readonly takes: "authorize";

  /** After so many seconds the gateway lets reserved money go by itself; null: not before days. */
  readonly authorizationSeconds: number | null;

  /** Takes the reserved money. Already captured or no longer capturable: answers the payment as it stands. */
  capture(gatewayId: string, options: { idempotencyKey: string }): Promise<GatewayPayment>;
};

/** Nothing is ever only reserved: money is refunded where it would be let go. */
type Selling = { readonly takes: "sale" };

type Voiding = {
  readonly voids: true;

  /**
   * Lets reserved money go and closes an attempt that holds none, before seats are released. Never throws because of the
   * payment's state: one that went through in the meantime is answered as `captured`, one still under way as
   * `processing`. Only `canceled` may release.
   */
  cancel(gatewayId: string, options: { idempotencyKey: string }): Promise<GatewayPayment>;
};

/** An attempt stays open until the gateway ends it, and reserved money must be taken before it can go back. */
type NotVoiding = { readonly voids: false };

type Searching = {
  readonly lost: "search";

  /**
   * Finds an attempt whose answer never arrived, by our own payment id, looking at what was created between `since` and
   * `until` (now, when absent). Undefined is a fact, not a guess: the whole span was read. Ask only after the request
   * can no longer be on its way (a minute after `until`). Throws `GatewayUnavailable` when the span is too busy to read.
   */
  findByMetadata(wanted: { payment_id: string; since: Date; until?: Date }): Promise<GatewayPayment | undefined>;
};

/** A payment is found only by repeating its request under the same key, which charges where the first never arrived. */
type Repeating = {
  readonly lost: "repeat";

  /** So long the gateway remembers a key; a repeat after that would charge a second time. */
  readonly keysLastSeconds: number;
};

type Listing = {
  readonly listsMovements: true;

  /** Every movement of our balance in the span, all pages. Throws `GatewayUnavailable` when there are more than can be read. */
  listMovements(span: { from: Date; until: Date }): Promise<GatewayMovement[]>;
};

/** Its balance is compared with our ledger by hand. */
type NotListing = { readonly listsMovements: false };

type Connecting = {
  readonly connects: true;

  /**
   * The same gateway inside a seller's connected account: what is paid there belongs to the seller, who bears refunds and disputes, and is
   * seen there alone. Every later call about such a payment goes through it.
   */
  on(account: string): PaymentGateway;

  /** Makes an account for a seller, which can take no payments before the onboarding. Safe to repeat with the same key for a day. */
  createAccount(seller: NewSeller): Promise<GatewayAccount>;

  /** The address at which the seller goes on with the onboarding; good for one visit within minutes. */
  onboardingUrl(account: string, back: { returnUrl: string; refreshUrl: string }): Promise<string>;

  /** The account as the gateway has it now; undefined when it is unknown or took our access away. */
  findAccount(account: string): Promise<GatewayAccount | undefined>;
};

/** All payments are made in the platform's own account, or it is bound to one account already. */
type NotConnecting = { readonly connects: false };

export type NewSeller = {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly email: string;
  /** ISO 3166-1 alpha-2, where it is known. */
  readonly country?: string;
  /** ISO 4217, where it is known. */
  readonly currency?: string;
  readonly organizationId: string;
};

/** A seller's account as the gateway has it. */
export type GatewayAccount = {
  readonly id: string;
  /** The seller went through the onboarding to its end. */
  readonly isSubmitted: boolean;
  readonly takesPayments: boolean;
  readonly paysOut: boolean;
  /** What the gateway still asks for, in its words: `external_account`. */
  readonly due: readonly string[];
  /** Why it is held back: `requirements.past_due`. */
  readonly disabledReason?: string;
};

/** A movement of our balance at the gateway. What is neither sale nor refund nor dispute, such as a payout, is not one of these. */
export type GatewayMovement = {
  readonly id: string;
  readonly kind: "captured" | "refunded" | "refund_returned" | "disputed" | "dispute_returned";
  /** What the balance grew by before the fee; negative where it shrank. */
  readonly amountMinor: number;
  readonly feeMinor: number;
  /** The part of the fee that went to the platform as its own; negative where it came back. Absent where it is none. */
  readonly applicationFeeMinor?: number;
  readonly currency: string;
  readonly at: Date;
  readonly gatewayPaymentId?: string;
  /** The connected account whose balance moved; absent for the platform's own. */
  readonly account?: string;
};

/** The fee that a gateway took with a movement of our balance; negative where it gave one back. */
export type GatewayFee = Pick<GatewayMovement, "id" | "feeMinor" | "applicationFeeMinor" | "currency">;

export type AuthorizeRequest = {
  /** Up to 255 characters; store it before asking. */
  readonly idempotencyKey: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paymentMethodId: string;
  /** Shown to staff at the gateway, never to the buyer. */
  readonly description: string;
  readonly metadata: PaymentMetadata;
  readonly email: string;
  /** Where the bank sends the buyer after a challenge; absolute. */
  readonly returnUrl: string;
  /** What the platform takes of it, in a connected account; absent where it takes nothing. */
  readonly applicationFeeMinor?: number;
};

export type PaymentMetadata = { readonly event_id: string; readonly order_id: string; readonly payment_id: string };

/** `failed` holds no money but may be tried again by anyone who knows the client secret: cancel it to close it. */
export type GatewayPaymentStatus = "requires_action" | "authorized" | "captured" | "canceled" | "failed" | "processing";

export type GatewayPayment = {
  readonly kind: "payment";
  readonly gatewayId: string;
  readonly status: GatewayPaymentStatus;
  readonly amountMinor: number;
  /** Absent in a webhook's snapshot, which does not say. */
  readonly amountRefundedMinor?: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly clientSecret?: string;
  /** Present when `requires_action`: the page on which the buyer proves who they are. */
  readonly redirectUrl?: string;
  /** `Visa •••• 4242` */
  readonly methodLabel?: string;
  /** The gateway's name of the card's number, the same for each payment with it in one account. Never stored as it is. */
  readonly cardFingerprint?: string;
  readonly decline?: Decline;
  /** Of the capture. Absent while the gateway does not say. */
  readonly fee?: GatewayFee;
  /** What `authorize` was given; a payment made elsewhere in the same account may lack our keys. */
  readonly metadata: Readonly<Record<string, string>>;
};

export type Decline = { readonly code: string; readonly message: string };

/**
 * `code` is the bank's reason where it gave one (`insufficient_funds`), else the gateway's (`expired_card`). What no card can change
 * is `amount_too_small`, `amount_too_large`, `currency_not_taken` or `seller_unable`.
 */
export type GatewayDeclined = Decline & { readonly kind: "declined"; readonly gatewayId?: string };

export type RefundRequest = {
  readonly gatewayId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly idempotencyKey: string;
  /** Our own words, kept with the refund at the gateway. */
  readonly reason: string;
  /** The platform took a fee of the payment, and its share of that goes back with the refund. */
  readonly returnsApplicationFee?: true;
};

export type GatewayRefund = {
  readonly gatewayId: string;
  readonly status: "succeeded" | "pending" | "failed";
  /** Why it failed, where the gateway says: `expired_or_canceled_card`. */
  readonly failure?: string;
  readonly amountMinor: number;
  /** The payment that it belongs to. */
  readonly gatewayPaymentId?: string;
  /** The idempotency key it was asked for with; absent when it was made at the gateway without us. */
  readonly key?: string;
  /** Of its movement, where the gateway says. */
  readonly fee?: GatewayFee;
};

/** A buyer's bank takes a payment back, in part or in whole; the gateway decides or passes the bank's decision on. */
export type GatewayDispute = {
  readonly gatewayId: string;
  readonly gatewayPaymentId?: string;
  /** `won`: the money stays ours, or no longer is in question; `lost`: it is gone. */
  readonly status: "open" | "won" | "lost";
  readonly amountMinor: number;
  /** The gateway has taken the amount from us, for now or for good. */
  readonly isWithdrawn: boolean;
  /** The bank's word for why: `fraudulent`. */
  readonly reason: string;
  /** Until when the gateway takes evidence. */
  readonly evidenceDueAt?: Date;
  /** Of the movements that it made so far, where the gateway says. */
  readonly fees?: readonly GatewayFee[];
};

/** A webhook as it came in: signatures are over the raw bytes. */
export type WebhookDelivery = { readonly rawBody: Uint8Array; readonly headers: Headers };

export type WebhookEvent = {
  readonly id: string;
  readonly type: string;
  /** The connected account that it speaks of; absent for the platform's own. */
  readonly account?: string;
  /** That account changed, or took our access away: ask for it. */
  readonly isAboutAccount?: true;
  readonly payment?: GatewayPayment;
  readonly refund?: GatewayRefund;
  /** The payment of which something was given back, where the event tells no more than that. */
  readonly refundedPaymentId?: string;
  readonly dispute?: GatewayDispute;
};

/** `isMalformed`: the gateway's signature is good, but what it signed is no message of its API. */
export type WebhookReading =
  | { readonly ok: true; readonly event: WebhookEvent }
  | { readonly ok: false; readonly isMalformed?: true };

/** The gateway did not answer, or answered that it cannot now. What was asked may or may not have been done. */
export class GatewayUnavailable extends Failure {
  override name = "GatewayUnavailable";
  constructor(message: string, options: { cause?: unknown } = {}) {
    super("payments", message, { ...options, retryAfterSeconds: 5 });
  }
}

/** Another request with the same key is running at the gateway. Retry soon. */
export class GatewayBusy extends Failure {
  override name = "GatewayBusy";
  constructor(message: string, options: { cause?: unknown } = {}) {
    super("payments", message, { ...options, retryAfterSeconds: 1 });
  }
}

/** The code of a declined payment whose seller's account can take none at present, in the words of every adapter. */
export const SELLER_UNABLE = "seller_unable";

/** The code of a refund's rejection while the buyer's bank disputes the payment, in the words of every adapter. */
export const REFUSED_AS_DISPUTED = "charge_disputed";

/** The gateway understood and said that the request itself is wrong: a bad key, a key reused for something else. */
export class GatewayRejected extends Fault {
  override name = "GatewayRejected";
  readonly code: string;
  constructor(code: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
