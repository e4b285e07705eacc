import { randomBytes } from "node:crypto";
import type { AccountRecord, ApplicationFeeRecord, LinkRecord } from "./connect/account-record.ts";
import type { ErrorFields } from "./fault.ts";
import type { Card } from "./test-cards.ts";

/**
 * What the simulator remembers of one account, in memory and bounded: when a shelf is full, its oldest record goes. The platform's
 * ledger alone has accounts, links and application fees.
 */
export type Ledger = {
  readonly accounts: Shelf<AccountRecord>;
  readonly links: Shelf<LinkRecord>;
  readonly applicationFees: Shelf<ApplicationFeeRecord>;
  readonly methods: Shelf<MethodRecord>;
  readonly intents: Shelf<IntentRecord>;
  readonly charges: Shelf<ChargeRecord>;
  readonly refunds: Shelf<RefundRecord>;
  readonly disputes: Shelf<DisputeRecord>;
  readonly transactions: Shelf<TransactionRecord>;
  readonly payouts: Shelf<PayoutRecord>;
  readonly events: Shelf<EventRecord>;
};

export const ADDRESS_FIELDS = ["city", "country", "line1", "line2", "postal_code", "state"] as const;
type AddressField = (typeof ADDRESS_FIELDS)[number];

export type MethodRecord = {
  readonly id: string;
  readonly created: number;
  readonly card: Card;
  readonly billing: {
    readonly name: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly address?: Readonly<Partial<Record<AddressField, string>>>;
  };
  /** Charged once: without a customer it can never be charged again. */
  spent: boolean;
};

export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "succeeded"
  | "canceled";

export type IntentRecord = {
  readonly id: string;
  readonly secret: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: "manual" | "automatic";
  readonly description: string | null;
  readonly receiptEmail: string | null;
  readonly metadata: Record<string, string>;
  /** What the platform takes of it, in an account that is connected to one. */
  readonly applicationFee?: number;
  status: IntentStatus;
  methodId: string | null;
  chargeId: string | null;
  amountReceived: number;
  returnUrl: string | null;
  /** The buyer passed the challenge of the present method. */
  isAuthenticated?: boolean;
  lastError: ErrorFields | null;
  canceledAt: number | null;
  cancellationReason: string | null;
};

export type ChargeRecord = {
  readonly id: string;
  readonly created: number;
  readonly intentId: string;
  readonly methodId: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Record<string, string>;
  readonly failure: { readonly code: string; readonly message: string; readonly declineCode?: string } | null;
  captured: boolean;
  amountCaptured: number;
  amountRefunded: number;
  /** The movement of the balance, from the capture on. */
  transactionId?: string;
  /** The platform has it from the capture on. */
  applicationFeeId?: string;
  refundIds?: string[];
  isDisputed?: boolean;
  /** The buyer passed a challenge for it. */
  readonly isAuthenticated?: boolean;
  /** Seconds since the epoch, while the money is only reserved. */
  captureBefore?: number;
};

export type RefundRecord = {
  readonly id: string;
  readonly created: number;
  readonly intentId: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: string | null;
  readonly metadata: Record<string, string>;
  /** Absent when the money is back. */
  status?: "pending" | "failed";
  /** What the bank makes of it after a while; absent when nothing more comes. */
  fate?: "fails" | "succeeds";
  failureReason?: string;
  /** The platform gives its share of its fee back with it. */
  readonly returnsFee?: true;
  readonly methodId?: string;
  transactionId?: string;
  /** What brings the money back to the seller's balance when the buyer's bank sends it back. */
  failureTransactionId?: string;
};

export type DisputeRecord = {
  readonly id: string;
  readonly created: number;
  readonly chargeId: string;
  readonly intentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: string;
  readonly dueBy: number;
  status:
    | "warning_needs_response"
    | "warning_under_review"
    | "warning_closed"
    | "needs_response"
    | "under_review"
    | "won"
    | "lost";
  /** The money is gone from the seller's balance, for now or for good. */
  isWithdrawn: boolean;
  wasReinstated: boolean;
  transactionIds?: string[];
  evidence?: Readonly<Record<string, string>>;
  submissions?: number;
};

/** A movement of the seller's balance, in Stripe's units of the currency; `amount` is negative when money leaves. */
export type TransactionRecord = {
  readonly id: string;
  readonly created: number;
  readonly availableOn: number;
  readonly type:
    | "adjustment"
    | "application_fee"
    | "application_fee_refund"
    | "charge"
    | "payout"
    | "refund"
    | "refund_failure";
  readonly category:
    | "charge"
    | "dispute"
    | "dispute_reversal"
    | "payout"
    | "platform_earning"
    | "platform_earning_refund"
    | "refund"
    | "refund_failure";
  readonly amount: number;
  readonly fee: number;
  /** The part of the fee that went to the platform; negative where the platform gave it back. */
  readonly applicationFee?: number;
  readonly currency: string;
  readonly description: string | null;
  /** The charge, refund, dispute or payout that moved the money. */
  readonly source: string;
  /** The payout that took it to the seller's bank. */
  payoutId?: string;
};

export type PayoutRecord = {
  readonly id: string;
  readonly created: number;
  readonly arrivalDate: number;
  readonly amount: number;
  readonly currency: string;
  transactionId?: string;
  /** The seller's bank has it. */
  isPaid: boolean;
};

/** `object` is the snapshot of the moment, already in wire form. */
export type EventRecord = {
  readonly id: string;
  readonly created: number;
  readonly type: string;
  readonly object: unknown;
  readonly cause?: Cause;
  /** The connected account in which it happened. */
  readonly account?: string;
};

/** The API request that made something happen. */
export type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

export type Shelf<T> = {
  get(id: string): T | undefined;
  add(record: T): T;
  /** Newest first. */
  list(): T[];
};

export function createLedger(): Ledger {
  return {
    accounts: shelf(RECORDS_MAX),
    links: shelf(EVENTS_MAX),
    applicationFees: shelf(RECORDS_MAX),
    methods: shelf(RECORDS_MAX),
    intents: shelf(RECORDS_MAX),
    charges: shelf(RECORDS_MAX),
    refunds: shelf(RECORDS_MAX),
    disputes: shelf(RECORDS_MAX),
    transactions: shelf(RECORDS_MAX),
    payouts: shelf(RECORDS_MAX),
    events: shelf(EVENTS_MAX),
  };
}

/** `pi_` and 24 random letters: never repeated after a restart, because what the app stored outlives this memory. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(18).toString("base64url").replace(/[-_]/g, "x")}`;
}

const RECORDS_MAX = 50_000;
const EVENTS_MAX = 5_000;

function shelf<T extends { readonly id: string }>(max: number): Shelf<T> {
  const records = new Map<string, T>();
  return {
    get: (id) => records.get(id),
    add(record) {
      records.set(record.id, record);
      const oldest = records.size > max ? records.keys().next().value : undefined;
      if (oldest !== undefined) records.delete(oldest);
      return record;
    },
    list: () => [...records.values()].reverse(),
  };
}
