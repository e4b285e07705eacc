import type { PaymentStatus } from "#lib/payments/state";
import type { OrderStatus } from "../state.ts";
import {
  goodwillMinor,
  keptMinor,
  liveTickets,
  type RefundedSum,
  type ReturnedAddOn,
  returnedPart,
  type SoldAddOn,
  sumOf,
} from "./refund-rules.ts";

/** A requested refund. `key` is its permanent idempotency key. */
export type RefundAsked = {
  /**
   * `add_ons`: these add-ons, and tickets where some are named. `cancelled`: the event is called off, so all goes back and the tickets are
   * void, whether or not money comes with them.
   */
  kind: "whole" | "tickets" | "add_ons" | "amount" | "gateway" | "cancelled";
  numbers: readonly string[];
  /** Of kind `add_ons`: how many of which, each add-on once. */
  addOns?: readonly { addOnId: string; quantity: number }[];
  /** How many refunds the order had when the asker looked at it; undefined where the asker takes what comes. */
  seenRefunds?: number | undefined;
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
  refunds: readonly RefundedSum[];
  /** How many refunds the order has, of any payment. */
  refundCount: number;
  addOns: readonly SoldAddOn[];
  /** The price of all its tickets, as their items have it. */
  priceMinor: number;
  /** The price of the tickets that were given up without money: it is kept. */
  forfeitedMinor: number;
  live: readonly { id: string; number: string; seatId: number; unitMinor: number; isUsed: boolean }[];
};

export type RefundRefusal =
  | "not_paid"
  | "nothing_paid"
  | "nothing_left"
  | "payment_under_way"
  | "disputed"
  | "no_returns"
  | "too_late"
  | "ticket_gone"
  | "add_on_gone"
  | "changed"
  | "checked_in"
  | "too_much"
  | "too_fine";

export type RefundJudgement<Ticket> =
  | { said: RefundRefusal; restMinor: number; used: string[] }
  /**
   * `isWhole`: no live ticket is left, and all add-ons that are left go back. `amountMinor` is 0 only where an event is cancelled: the tickets
   * are void, no money moves.
   */
  | {
      said: "ok";
      restMinor: number;
      amountMinor: number;
      chosen: Ticket[];
      addOns: ReturnedAddOn[];
      isWhole: boolean;
    };

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
  const isWhole = chosen.length === live.length && (chosen.length > 0 || ALL.has(asked.kind));
  const addOns = returnedAddOns(facts, asked, { isWhole });
  const amountMinor = amountOf(facts, asked, { restMinor, chosen, addOns, isWhole });
  const used = chosen.filter(({ isUsed }) => isUsed).map(({ number }) => number);
  const refuse = (said: RefundRefusal) => ({ said, restMinor, used: used.sort() });
  if (chosen.length !== asked.numbers.length && PARTS.has(asked.kind)) return refuse("ticket_gone");
  if (asksForGoneAddOn(facts, asked)) return refuse("add_on_gone");
  if (asked.byOwner && used.length > 0) return refuse("checked_in");
  if (asked.kind === "amount" && amountMinor > restMinor) return refuse("too_much");
  if (asked.kind === "amount" && amountMinor % asked.stepMinor !== 0) return refuse("too_fine");
  if (amountMinor < 1 && !(asked.kind === "cancelled" && chosen.length > 0)) return refuse("nothing_left");
  return { said: "ok", restMinor, amountMinor, chosen, addOns, isWhole };
}

function refusedByState(
  { order, payment, event, now, refundCount }: RefundFacts,
  { byOwner, kind, seenRefunds = refundCount }: RefundAsked,
): RefundRefusal | undefined {
  if (order.status === "REFUNDED") return "nothing_left";
  if (order.status !== "PAID" && order.status !== "PARTIALLY_REFUNDED") return "not_paid";
  if (order.totalMinor === 0) return kind === "cancelled" ? undefined : "nothing_paid";
  if (payment === undefined || payment.status === "AUTHORIZED") return "payment_under_way";
  if (payment.status === "DISPUTED" || payment.status === "LOST") return "disputed";
  if (seenRefunds !== refundCount) return "changed";
  if (!byOwner || event.isCancelled) return undefined;
  if (event.refundUntil === null) return "no_returns";
  return now >= event.refundUntil ? "too_late" : undefined;
}

function isChosen(ticket: { number: string }, asked: RefundAsked, restMinor: number): boolean {
  if (PARTS.has(asked.kind)) return asked.numbers.includes(ticket.number);
  if (asked.kind === "gateway") return (asked.amountMinor ?? 0) >= restMinor;
  return ALL.has(asked.kind);
}

const ALL: ReadonlySet<RefundAsked["kind"]> = new Set(["whole", "cancelled"]);
const PARTS: ReadonlySet<RefundAsked["kind"]> = new Set(["tickets", "add_ons"]);

/** Whether the order does not have so many of an add-on left, or no live ticket that they could stay beside. */
function asksForGoneAddOn({ addOns, live }: RefundFacts, { addOns: asked = [] }: RefundAsked): boolean {
  return asked.some(({ addOnId, quantity }) => {
    const sold = addOns.find((each) => each.addOnId === addOnId);
    return live.length === 0 || !sold || quantity > sold.quantity - sold.returned;
  });
}

/** The add-ons that go back: those that were asked for, or with the last ticket all that are left. */
function returnedAddOns(
  { addOns }: RefundFacts,
  { addOns: asked = [], stepMinor }: RefundAsked,
  { isWhole }: { isWhole: boolean },
): ReturnedAddOn[] {
  return addOns.flatMap((sold) => {
    const { addOnId, quantity: all, returned } = sold;
    const wanted = isWhole ? all - returned : (asked.find((each) => each.addOnId === addOnId)?.quantity ?? 0);
    const quantity = Math.min(wanted, all - returned);
    return quantity === 0 ? [] : [{ addOnId, quantity, minor: returnedPart(sold, { quantity, stepMinor }) }];
  });
}

type Parts = {
  restMinor: number;
  chosen: readonly { unitMinor: number }[];
  addOns: readonly ReturnedAddOn[];
  isWhole: boolean;
};

function amountOf(
  { order, priceMinor, forfeitedMinor, refunds, live, addOns: sold }: RefundFacts,
  { kind, amountMinor, stepMinor }: RefundAsked,
  { restMinor, chosen, addOns, isWhole }: Parts,
): number {
  if (kind === "amount") return amountMinor ?? 0;
  if (kind === "gateway") return Math.min(amountMinor ?? 0, restMinor);
  if (isWhole) return restMinor;
  const { totalMinor, addOnsMinor } = order;
  const returnedMinor = sumOf([...sold.map((each) => each.returnedMinor), ...addOns.map(({ minor }) => minor)]);
  const sums = { priceMinor, stepMinor, returnedMinor, goodwillMinor: goodwillMinor(refunds) };
  const { count, priceMinor: livePrice } = liveTickets(live, chosen);
  return restMinor - keptMinor({ totalMinor, addOnsMinor, ...sums }, { count, priceMinor: livePrice + forfeitedMinor });
}
