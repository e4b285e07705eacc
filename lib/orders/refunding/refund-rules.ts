import { REFUSED_AS_DISPUTED } from "#lib/payments/gateway";
import type { PaymentStatus } from "#lib/payments/state";
import type { OrderStatus } from "../state.ts";
import { REFUND_TRANSITIONS, type RefundStatus } from "./state.ts";

/**
 * The money of an order that stays when tickets are refunded. The discount is spread over the seats by price and rounded in the
 * seller's favour only while seats are left, so the parts always add up to the paid amount in any order (INV-10):
 * kept = paid for tickets × price of live tickets ÷ price of all, rounded up to the gateway's step, plus add-ons while a ticket is live, minus
 * refunds without a ticket, never below zero. Where each item has its final price, the discount is in it and the same rule gives it back.
 * Browser-safe.
 */
export type PaidOrder = {
  totalMinor: number;
  /** The part of the total for add-ons: it goes back with the last ticket, or by amount. */
  addOnsMinor: number;
  /** The price of all its tickets, as their items have it. */
  priceMinor: number;
  /** Sums refunded without a ticket, for example for a worse view than promised. */
  goodwillMinor: number;
  /** Amounts must be multiples of this at the gateway (10 for KWD, 1 for most). */
  stepMinor: number;
};

/** Live tickets of an order: how many, and their price together. */
export type LiveTickets = { count: number; priceMinor: number };

/** The kept money of an order while these tickets are live. */
export function keptMinor(order: PaidOrder, live: LiveTickets): number {
  const { totalMinor, addOnsMinor, priceMinor, goodwillMinor, stepMinor } = order;
  if (live.count === 0) return 0;
  return Math.max(ofTickets() + addOnsMinor - goodwillMinor, 0);

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
function liveTickets(live: readonly { unitMinor: number }[], gone: readonly { unitMinor: number }[] = []): LiveTickets {
  const priceOf = (tickets: readonly { unitMinor: number }[]) => sumOf(tickets.map(({ unitMinor }) => unitMinor));
  return { count: live.length - gone.length, priceMinor: priceOf(live) - priceOf(gone) };
}

/** A requested refund. `key` is its permanent idempotency key. */
export type RefundAsked = {
  /** `cancelled`: the event is called off, so all goes back and the tickets are void, whether or not money comes with them. */
  kind: "whole" | "tickets" | "amount" | "gateway" | "cancelled";
  numbers: readonly string[];
  amountMinor: number | null;
  reason: string;
  /** Under the event's policy for buyers; staff and the gateway are not bound by it. */
  byOwner: boolean;
  actor: string;
  key: string;
  stepMinor: number;
  gatewayId: string | null;
};

/** The facts a refund is judged by, read after the locks. */
export type RefundFacts = {
  now: Date;
  order: { status: OrderStatus; totalMinor: number; addOnsMinor: number };
  event: { isCancelled: boolean; refundUntil: Date | null };
  /** The payment that pays the order, or paid it until all went back. */
  payment: { status: PaymentStatus; amountMinor: number } | undefined;
  /** The refunds of that payment, whatever became of them. */
  refunds: readonly { kind: RefundKind; amountMinor: number; ticketIds: readonly string[] }[];
  /** The price of all its tickets, as their items have it. */
  priceMinor: number;
  live: readonly { id: string; number: string; seatId: number; unitMinor: number; isUsed: boolean }[];
};

export type RefundKind = "REQUESTED" | "AT_GATEWAY" | "LATE_PAYMENT" | "SURPLUS";

export type RefundRefusal =
  | "not_paid"
  | "nothing_paid"
  | "nothing_left"
  | "payment_under_way"
  | "disputed"
  | "no_returns"
  | "too_late"
  | "ticket_gone"
  | "checked_in"
  | "too_much"
  | "too_fine";

export type RefundJudgement<Ticket> =
  | { said: RefundRefusal; restMinor: number; used: string[] }
  /** `isWhole`: no live ticket is left. `amountMinor` is 0 only where an event is cancelled: the tickets are void, no money moves. */
  | { said: "ok"; restMinor: number; amountMinor: number; chosen: Ticket[]; isWhole: boolean };

/**
 * Judges a refund: how much money goes back and which tickets with it, or why none does. A refund that was made at the gateway is
 * recorded as it is, as far as there is money left; one that leaves nothing takes all tickets with it.
 */
export function judgeRefund<Facts extends RefundFacts>(
  facts: Facts,
  asked: RefundAsked,
): RefundJudgement<Facts["live"][number]> {
  const { payment, live } = facts;
  const early = refusedByState(facts, asked);
  if (early !== undefined) return { said: early, restMinor: 0, used: [] };
  const restMinor = (payment?.amountMinor ?? 0) - sumOf(facts.refunds.map(({ amountMinor }) => amountMinor));
  const chosen = live.filter((ticket) => isChosen(ticket, asked, restMinor));
  const amountMinor = amountOf(facts, asked, { restMinor, chosen });
  const used = chosen.filter(({ isUsed }) => isUsed).map(({ number }) => number);
  const refuse = (said: RefundRefusal) => ({ said, restMinor, used: used.sort() });
  if (asked.kind === "tickets" && chosen.length !== asked.numbers.length) return refuse("ticket_gone");
  if (asked.byOwner && used.length > 0) return refuse("checked_in");
  if (asked.kind === "amount" && amountMinor > restMinor) return refuse("too_much");
  if (asked.kind === "amount" && amountMinor % asked.stepMinor !== 0) return refuse("too_fine");
  if (amountMinor < 1 && !(asked.kind === "cancelled" && chosen.length > 0)) return refuse("nothing_left");
  const isWhole = chosen.length === live.length && (chosen.length > 0 || ALL.has(asked.kind));
  return { said: "ok", restMinor, amountMinor, chosen, isWhole };
}

function refusedByState(
  { order, payment, event, now }: RefundFacts,
  { byOwner, kind }: RefundAsked,
): RefundRefusal | undefined {
  if (order.status === "REFUNDED") return "nothing_left";
  if (order.status !== "PAID" && order.status !== "PARTIALLY_REFUNDED") return "not_paid";
  if (order.totalMinor === 0) return kind === "cancelled" ? undefined : "nothing_paid";
  if (payment === undefined || payment.status === "AUTHORIZED") return "payment_under_way";
  if (payment.status === "DISPUTED" || payment.status === "LOST") return "disputed";
  if (!byOwner || event.isCancelled) return undefined;
  if (event.refundUntil === null) return "no_returns";
  return now >= event.refundUntil ? "too_late" : undefined;
}

function isChosen(ticket: { number: string }, asked: RefundAsked, restMinor: number): boolean {
  if (asked.kind === "tickets") return asked.numbers.includes(ticket.number);
  if (asked.kind === "gateway") return (asked.amountMinor ?? 0) >= restMinor;
  return ALL.has(asked.kind);
}

const ALL: ReadonlySet<RefundAsked["kind"]> = new Set(["whole", "cancelled"]);

function amountOf(
  { order, priceMinor, refunds, live }: RefundFacts,
  { kind, amountMinor, stepMinor }: RefundAsked,
  { restMinor, chosen }: { restMinor: number; chosen: readonly { unitMinor: number }[] },
): number {
  if (kind === "amount") return amountMinor ?? 0;
  if (kind === "gateway") return Math.min(amountMinor ?? 0, restMinor);
  const { totalMinor, addOnsMinor } = order;
  const paid = { totalMinor, addOnsMinor, priceMinor, stepMinor, goodwillMinor: goodwillMinor(refunds) };
  return restMinor - keptMinor(paid, liveTickets(live, chosen));
}

/** The sums that were given back without any ticket. What went back by itself never paid for one. */
export function goodwillMinor(refunds: RefundFacts["refunds"]): number {
  const given = refunds.filter(({ kind, ticketIds }) => ticketIds.length === 0 && !isByPayment(kind));
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

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
