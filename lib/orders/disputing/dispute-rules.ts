import type { GatewayDispute } from "#lib/payments/gateway";
import type { PaymentStatus } from "#lib/payments/state";

export type DisputedPayment = { status: PaymentStatus; amountMinor: number; refundedMinor: number; lostMinor: number };
export type KnownDispute = { status: "OPEN" | "WON" | "LOST"; isWithdrawn: boolean };

export type DisputeDecision = {
  dispute: { status: KnownDispute["status"]; isWithdrawn: boolean };
  /** The state that the payment comes into, where it moves. */
  payment: PaymentStatus | undefined;
  lostMinor: number;
  /** `suspend`: void until it is decided, the seats kept; `drop`: void for good, the seats free. */
  tickets: "stay" | "suspend" | "restore" | "drop";
  isNew: boolean;
  isClosed: boolean;
};

/**
 * What a dispute does to our books; undefined when it says nothing new. A payment is disputed while the gateway has taken its
 * money: an inquiry of the bank alone moves nothing, and may still be answered by a refund. Tickets follow the organizer's
 * policy where all that is left of the payment is in question; part of it never takes a ticket. A decision is final.
 */
export function decideDispute(
  known: KnownDispute | undefined,
  said: Pick<GatewayDispute, "status" | "isWithdrawn" | "amountMinor">,
  { payment, policy }: { payment: DisputedPayment; policy: "KEEP" | "VOID" },
): DisputeDecision | undefined {
  const status = STATUS[said.status];
  const isWithdrawn = status === "LOST" || (status === "OPEN" && said.isWithdrawn);
  if (known && (known.status !== "OPEN" || (status === "OPEN" && isWithdrawn === known.isWithdrawn))) return undefined;
  const left = payment.amountMinor - payment.refundedMinor - payment.lostMinor;
  const takesTickets = policy === "VOID" && said.amountMinor >= left && isHeld(payment.status);
  return {
    dispute: { status, isWithdrawn },
    payment: nextStatus(payment.status, { status, isWithdrawn }),
    lostMinor: status === "LOST" ? Math.min(said.amountMinor, payment.amountMinor - payment.lostMinor) : 0,
    tickets: isWithdrawn ? (takesTickets ? (status === "LOST" ? "drop" : "suspend") : "stay") : "restore",
    isNew: known === undefined,
    isClosed: status !== "OPEN",
  };
}

const STATUS = { open: "OPEN", won: "WON", lost: "LOST" } as const;

function isHeld(status: PaymentStatus): boolean {
  return status === "CAPTURED" || status === "DISPUTED";
}

function nextStatus(
  before: PaymentStatus,
  { status, isWithdrawn }: { status: KnownDispute["status"]; isWithdrawn: boolean },
): PaymentStatus | undefined {
  if (!isHeld(before)) return undefined;
  const after = status === "LOST" ? "LOST" : isWithdrawn ? "DISPUTED" : "CAPTURED";
  return after === before ? undefined : after;
}
