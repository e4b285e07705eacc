import type { PaymentStatus } from "#lib/payments/state";
import type { RefundKind } from "../refunding/refund-rules.ts";
import type { RefundStatus } from "../refunding/state.ts";

/**
 * The accounts of an event's ledger. An amount on an account is a debit when it is positive and a credit when it is negative, so
 * what we have or have spent is positive, and what we owe or have earned is negative.
 */
export const LEDGER_ACCOUNTS = [
  /** Our balance at the gateway. */
  "GATEWAY",
  /** Money that banks reserve for us; `PROMISED` is its other side. Neither is ours yet. */
  "RESERVED",
  "PROMISED",
  "SALES",
  /** What was decided to go back to buyers, whether or not it has arrived. */
  "REFUNDS",
  /** Decided refunds that the gateway has not confirmed. */
  "IN_TRANSIT",
  /** Refunds that failed: the buyer still waits for this money. */
  "OWED",
  /** What the gateway took while a dispute is open. */
  "DISPUTED",
  "LOSSES",
  "FEES",
  /** What the platform took as its own. */
  "PLATFORM_FEES",
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

/** Each movement of money: the account that it debits and the account that it credits. */
export const LEDGER_MOVEMENTS = {
  AUTHORIZED: { debit: "RESERVED", credit: "PROMISED" },
  /** The reservation of money ended: it was captured or let go. */
  RELEASED: { debit: "PROMISED", credit: "RESERVED" },
  CAPTURED: { debit: "GATEWAY", credit: "SALES" },
  FEE: { debit: "FEES", credit: "GATEWAY" },
  FEE_RETURNED: { debit: "GATEWAY", credit: "FEES" },
  PLATFORM_FEE: { debit: "PLATFORM_FEES", credit: "GATEWAY" },
  PLATFORM_FEE_RETURNED: { debit: "GATEWAY", credit: "PLATFORM_FEES" },
  REFUND_DECIDED: { debit: "REFUNDS", credit: "IN_TRANSIT" },
  GIVEN_BACK_LATE: { debit: "REFUNDS", credit: "IN_TRANSIT" },
  SURPLUS: { debit: "REFUNDS", credit: "IN_TRANSIT" },
  REFUNDED: { debit: "IN_TRANSIT", credit: "GATEWAY" },
  /** The gateway refused a refund before any money moved. */
  REFUND_REFUSED: { debit: "IN_TRANSIT", credit: "OWED" },
  /** The buyer's bank sent a refund back to us. */
  REFUND_RETURNED: { debit: "GATEWAY", credit: "OWED" },
  REFUND_SENT_AGAIN: { debit: "OWED", credit: "IN_TRANSIT" },
  DISPUTED: { debit: "DISPUTED", credit: "GATEWAY" },
  DISPUTE_RETURNED: { debit: "GATEWAY", credit: "DISPUTED" },
  DISPUTE_LOST: { debit: "LOSSES", credit: "DISPUTED" },
} as const satisfies Record<string, { debit: LedgerAccount; credit: LedgerAccount }>;
export type LedgerKind = keyof typeof LEDGER_MOVEMENTS;

/** `amountMinor` is never negative: a movement in the other direction has a kind of its own. */
export type LedgerMovement = { kind: LedgerKind; amountMinor: number };
export type LedgerLine = { kind: LedgerKind; account: LedgerAccount; amountMinor: number };

/** The two lines of a movement, which add up to zero; none where nothing moves. */
export function ledgerLines({ kind, amountMinor }: LedgerMovement): LedgerLine[] {
  if (amountMinor === 0) return [];
  const { debit, credit } = LEDGER_MOVEMENTS[kind];
  return [
    { kind, account: debit, amountMinor },
    { kind, account: credit, amountMinor: -amountMinor },
  ];
}

/** States in which the money of a payment was captured, whatever became of it afterwards. */
export const CAPTURED_STATUSES = [
  "CAPTURED",
  "REFUNDED",
  "DISPUTED",
  "LOST",
] as const satisfies readonly PaymentStatus[];

type StatusChange = { before: PaymentStatus; after: PaymentStatus };

/** When a change of a payment's state is which movement of its whole amount. `settle` and `move` in SQL are made from it too. */
export const PAYMENT_MOVEMENTS = [
  { kind: "RELEASED", leaves: ["AUTHORIZED"], enters: undefined },
  { kind: "AUTHORIZED", leaves: undefined, enters: ["AUTHORIZED"] },
  { kind: "CAPTURED", leaves: undefined, enters: CAPTURED_STATUSES },
] as const satisfies readonly {
  kind: LedgerKind;
  leaves: readonly PaymentStatus[] | undefined;
  enters: readonly PaymentStatus[] | undefined;
}[];

export function paymentMovements({ before, after }: StatusChange, amountMinor: number): LedgerMovement[] {
  return PAYMENT_MOVEMENTS.flatMap(({ kind, leaves, enters }) => {
    const among = (group: readonly PaymentStatus[], status: PaymentStatus) => group.includes(status);
    const happens =
      leaves === undefined
        ? !among(enters, before) && among(enters, after)
        : among(leaves, before) && !among(leaves, after);
    return happens ? [{ kind, amountMinor }] : [];
  });
}

/** What a refund moves when it comes into a state; `before` is undefined when it is decided. */
export function refundMovements(
  { before, after }: { before: RefundStatus | undefined; after: RefundStatus },
  { kind, amountMinor }: { kind: RefundKind; amountMinor: number },
): LedgerMovement[] {
  const decided: LedgerMovement[] = before === undefined ? [{ kind: DECIDED[kind], amountMinor }] : [];
  const moved = REFUND_MOVED[before ?? "PENDING"][after];
  return moved === undefined ? decided : [...decided, { kind: moved, amountMinor }];
}

const DECIDED = {
  REQUESTED: "REFUND_DECIDED",
  AT_GATEWAY: "REFUND_DECIDED",
  LATE_PAYMENT: "GIVEN_BACK_LATE",
  SURPLUS: "SURPLUS",
} as const satisfies Record<RefundKind, LedgerKind>;

const REFUND_MOVED: Record<RefundStatus, Partial<Record<RefundStatus, LedgerKind>>> = {
  PENDING: { SUCCEEDED: "REFUNDED", FAILED: "REFUND_REFUSED" },
  SUCCEEDED: { FAILED: "REFUND_RETURNED" },
  FAILED: { PENDING: "REFUND_SENT_AGAIN" },
};

/** What a fee moves, the gateway's part and the platform's; a negative one was given back. */
export function feeMovements({
  feeMinor,
  applicationFeeMinor = 0,
}: {
  feeMinor: number;
  applicationFeeMinor?: number;
}): { gateway: LedgerMovement; platform: LedgerMovement } {
  const own = feeMinor - applicationFeeMinor;
  return {
    gateway: { kind: own < 0 ? "FEE_RETURNED" : "FEE", amountMinor: Math.abs(own) },
    platform: {
      kind: applicationFeeMinor < 0 ? "PLATFORM_FEE_RETURNED" : "PLATFORM_FEE",
      amountMinor: Math.abs(applicationFeeMinor),
    },
  };
}

type DisputeState = { status: "OPEN" | "WON" | "LOST"; isWithdrawn: boolean; amountMinor: number };

/** What a dispute moves when it comes into a state; `before` is undefined when it is new. */
export function disputeMovements(before: DisputeState | undefined, after: DisputeState): LedgerMovement[] {
  const takenBefore = before && before.status === "OPEN" && before.isWithdrawn ? before.amountMinor : 0;
  const isTaken = after.status === "LOST" || (after.status === "OPEN" && after.isWithdrawn);
  const taken = (isTaken ? after.amountMinor : 0) - takenBefore;
  const moved: LedgerMovement = { kind: taken < 0 ? "DISPUTE_RETURNED" : "DISPUTED", amountMinor: Math.abs(taken) };
  const lost: LedgerMovement[] =
    after.status === "LOST" ? [{ kind: "DISPUTE_LOST", amountMinor: after.amountMinor }] : [];
  return [...(taken === 0 ? [] : [moved]), ...lost];
}
