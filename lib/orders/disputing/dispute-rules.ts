import type { GatewayDispute } from "#lib/payments/gateway";
import type { PaymentStatus } from "#lib/payments/state";

export type DisputedPayment = {
  status: PaymentStatus;
  amountMinor: number;
  refundedMinor: number;
  lostMinor: number;
  /** What its other disputes have taken and may still give back. */
  elsewhereMinor: number;
};
export type KnownDispute = { status: "OPEN" | "WON" | "LOST"; isWithdrawn: boolean };

export type DisputeDecision = {
  dispute: { status: KnownDispute["status"]; isWithdrawn: boolean };
  /** The state that the payment comes into, where it moves. */
  payment: PaymentStatus | undefined;
  lostMinor: number;
  /**
   * The state that the tickets come into: `live`, if they were suspended; `suspended`, void until it is decided with the seats kept;
   * `void` for good, the seats free; or they are `untouched`.
   */
  tickets: "live" | "suspended" | "void" | "untouched";
  isNew: boolean;
  isClosed: boolean;
};

/**
 * What a dispute does to our books; undefined when it says nothing new. A payment is disputed while the gateway has taken money of
 * it, for this dispute or another one: an inquiry of the bank alone moves nothing, and may still be answered by a refund. Tickets
 * follow the organizer's policy where all that is left of the payment is taken; part of it never takes a ticket. A decision is final.
 */
export function decideDispute(
  known: KnownDispute | undefined,
  said: Pick<GatewayDispute, "status" | "isWithdrawn" | "amountMinor">,
  { payment, policy }: { payment: DisputedPayment; policy: "KEEP" | "VOID" },
): DisputeDecision | undefined {
  const status = STATUS[said.status];
  const isWithdrawn = status === "LOST" || (status === "OPEN" && said.isWithdrawn);
  if (known && (known.status !== "OPEN" || (status === "OPEN" && isWithdrawn === known.isWithdrawn))) return undefined;
  const lostMinor = status === "LOST" ? Math.min(said.amountMinor, payment.amountMinor - payment.lostMinor) : 0;
  const taken = {
    lostMinor: payment.lostMinor + lostMinor,
    openMinor: payment.elsewhereMinor + (status === "OPEN" && isWithdrawn ? said.amountMinor : 0),
  };
  return {
    dispute: { status, isWithdrawn },
    payment: nextStatus(payment.status, taken),
    lostMinor,
    tickets: ticketsAfter(payment, taken, policy),
    isNew: known === undefined,
    isClosed: status !== "OPEN",
  };
}

const STATUS = { open: "OPEN", won: "WON", lost: "LOST" } as const;

/** What disputes have taken of a payment, for good and until they are decided, in minor units. */
type Taken = { lostMinor: number; openMinor: number };

function nextStatus(before: PaymentStatus, { lostMinor, openMinor }: Taken): PaymentStatus | undefined {
  if (before !== "CAPTURED" && before !== "DISPUTED") return undefined;
  const after = openMinor > 0 ? "DISPUTED" : lostMinor > 0 ? "LOST" : "CAPTURED";
  return after === before ? undefined : after;
}

/**
 * Whether refunds that the dispute blocked may go now: it ended, nothing of the payment was lost, and no other dispute holds its money.
 */
export function mayRefundAgain(before: PaymentStatus, { isClosed, payment, dispute }: DisputeDecision): boolean {
  const after = payment ?? before;
  return isClosed && dispute.status === "WON" && (after === "CAPTURED" || after === "REFUNDED");
}

/** A payment that was refunded, or whose money we never had, pays for no ticket. */
function ticketsAfter(
  { status, amountMinor, refundedMinor }: DisputedPayment,
  { lostMinor, openMinor }: Taken,
  policy: "KEEP" | "VOID",
): DisputeDecision["tickets"] {
  if (status !== "CAPTURED" && status !== "DISPUTED" && status !== "LOST") return "untouched";
  if (policy === "KEEP" || lostMinor + openMinor < amountMinor - refundedMinor) return "live";
  return openMinor > 0 ? "suspended" : "void";
}
