import { REFUSED_AS_DISPUTED } from "#lib/payments/gateway";
import type { PaymentStatus } from "#lib/payments/state";
import { REFUND_TRANSITIONS, type RefundStatus } from "./state.ts";

/**
 * The money of an order that stays when tickets are refunded. The discount is spread over the seats by price and rounded in the
 * seller's favour only while seats are left, so the parts always add up to the paid amount in any order (INV-10):
 * kept = paid for tickets × price of live tickets ÷ price of all, rounded up to the gateway's step, plus add-ons that were not returned while a
 * ticket is live, minus sums refunded with nothing, never below zero. Where each item has its final price, the discount is in it and the same
 * rule gives it back.
 * Browser-safe.
 */
export type PaidOrder = {
  totalMinor: number;
  /** The part of the total for add-ons: what is left of it goes back with the last ticket. */
  addOnsMinor: number;
  /** The part of `addOnsMinor` of add-ons that were returned by themselves. */
  returnedMinor: number;
  /** The price of all its tickets, as their items have it. */
  priceMinor: number;
  /** Sums refunded with neither ticket nor add-on, for example for a worse view than promised. */
  goodwillMinor: number;
  /** Amounts must be multiples of this at the gateway (10 for KWD, 1 for most). */
  stepMinor: number;
};

/** Live tickets of an order: how many, and their price together. */
export type LiveTickets = { count: number; priceMinor: number };

/** The kept money of an order while these tickets are live. */
export function keptMinor(order: PaidOrder, live: LiveTickets): number {
  const { totalMinor, addOnsMinor, returnedMinor, priceMinor, goodwillMinor, stepMinor } = order;
  if (live.count === 0) return 0;
  return Math.max(ofTickets() + addOnsMinor - returnedMinor - goodwillMinor, 0);

  function ofTickets(): number {
    if (priceMinor === 0) return 0;
    const paid = totalMinor - addOnsMinor;
    // Whole numbers all the way: the product of two amounts may be beyond what a double counts exactly.
    const divisor = BigInt(priceMinor) * BigInt(stepMinor);
    const product = BigInt(paid) * BigInt(live.priceMinor);
    const steps = Number((product + divisor - 1n) / divisor);
    return Math.min(paid, steps * stepMinor);
  }
}

/** What comes back for some of the live tickets. Giving them one by one or together comes to the same. */
export function refundMinor(
  order: PaidOrder,
  live: readonly { unitMinor: number }[],
  chosen: readonly { unitMinor: number }[],
): number {
  return keptMinor(order, liveTickets(live)) - keptMinor(order, liveTickets(live, chosen));
}

/** The live tickets as they count once these are gone. */
export function liveTickets(
  live: readonly { unitMinor: number }[],
  gone: readonly { unitMinor: number }[] = [],
): LiveTickets {
  const priceOf = (tickets: readonly { unitMinor: number }[]) => sumOf(tickets.map(({ unitMinor }) => unitMinor));
  return { count: live.length - gone.length, priceMinor: priceOf(live) - priceOf(gone) };
}

/** An add-on of an order: `returned` of its `quantity` went back before, with `returnedMinor` of its price. */
export type SoldAddOn = {
  addOnId: string;
  quantity: number;
  returned: number;
  totalMinor: number;
  returnedMinor: number;
};

/** So many of an add-on go back; `minor` is the part of its price that does. */
export type ReturnedAddOn = { addOnId: string; quantity: number; minor: number };

/** The add-ons that went back with a refund, as its row keeps them. */
export function addOnsOfRefund(refund: {
  addOnIds: readonly string[];
  addOnCounts: readonly number[];
  addOnMinor: readonly number[];
}): ReturnedAddOn[] {
  return refund.addOnIds.map((addOnId, i) => {
    return { addOnId, quantity: refund.addOnCounts[i] ?? 0, minor: refund.addOnMinor[i] ?? 0 };
  });
}

/**
 * The part of an add-on's price that goes back with so many more of it. What stays is rounded up to the gateway's step, so returning them one by
 * one or together comes to the same.
 */
export function returnedPart(addOn: SoldAddOn, asked: { quantity: number; stepMinor: number }): number {
  const { quantity, returned, totalMinor, returnedMinor } = addOn;
  const { stepMinor } = asked;
  const left = BigInt(quantity - returned - asked.quantity);
  const divisor = BigInt(quantity) * BigInt(stepMinor);
  const steps = (BigInt(totalMinor) * left + divisor - 1n) / divisor;
  const stays = Math.min(totalMinor, Number(steps) * stepMinor);
  return Math.max(totalMinor - returnedMinor - stays, 0);
}

/** A refund, as far as it says what its money was for. */
export type RefundedSum = {
  kind: RefundKind;
  amountMinor: number;
  ticketIds: readonly string[];
  addOnIds: readonly string[];
};

export type RefundKind = "REQUESTED" | "AT_GATEWAY" | "LATE_PAYMENT" | "SURPLUS";

/** The sums that were given back with neither ticket nor add-on. What went back by itself never paid for one. */
export function goodwillMinor(refunds: readonly RefundedSum[]): number {
  const given = refunds.filter(({ kind, ticketIds, addOnIds }) => {
    return ticketIds.length === 0 && addOnIds.length === 0 && !isByPayment(kind);
  });
  return sumOf(given.map(({ amountMinor }) => amountMinor));
}

/** Whether the refund is the payment's own business (late-payment.ts), and not one of a paid order. */
export function isByPayment(kind: RefundKind): boolean {
  return kind === "LATE_PAYMENT" || kind === "SURPLUS";
}

/** Whether a refund failed because the payment was disputed: it can go once the dispute has ended for us. */
export function isBlockedByDispute({ status, failure }: { status: RefundStatus; failure: string | null }): boolean {
  return status === "FAILED" && failure === REFUSED_AS_DISPUTED;
}

/** What the gateway's answer on a refund moves of the money that went back; undefined when it says nothing new. */
export function judgeRefundEnd(
  refund: { status: RefundStatus; attempt: number; amountMinor: number },
  ended: { status: "SUCCEEDED" | "FAILED"; attempt: number },
): { movedMinor: number } | undefined {
  const mayEnd = (REFUND_TRANSITIONS[refund.status] as readonly RefundStatus[]).includes(ended.status);
  // Only the latest attempt counts.
  if (!mayEnd || refund.attempt !== ended.attempt) return undefined;
  if (ended.status === "SUCCEEDED") return { movedMinor: refund.amountMinor };
  // The bank returned refunded money, so it no longer counts as refunded.
  return { movedMinor: refund.status === "SUCCEEDED" ? -refund.amountMinor : 0 };
}

/** A payment's state and refunded sum once money went back or, with a negative sum, came back to us. */
export function refundedAfter(
  payment: { status: PaymentStatus; amountMinor: number; refundedMinor: number },
  movedMinor: number,
): { status: PaymentStatus; refundedMinor: number } {
  const refundedMinor = payment.refundedMinor + movedMinor;
  // Money that the bank took for good stays lost, although a refund that was under way went through as well.
  const isAllBack = movedMinor > 0 && refundedMinor === payment.amountMinor && payment.status !== "LOST";
  return { status: isAllBack ? "REFUNDED" : payment.status, refundedMinor };
}

export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
