import type { GatewayDispute } from "#lib/payments/gateway";
import { db } from "#lib/platform/db/db";
import { claimExtension, claimLapsed, claimRelease } from "#lib/reservations/store";
import { itemsAtFullPrice } from "#prisma/seed/builders";
import { claimDispute } from "../disputing/dispute-store.ts";
import { claimAttempt, claimOrder } from "../placing/order-store.ts";
import type { RefundAsked } from "../refunding/judge-refund.ts";
import { claimRefund, claimRefundEnd } from "../refunding/refund-store.ts";
import {
  appendSurplusRefund,
  claimGiveBack,
  claimOffer,
  claimOfferEnd,
  claimOfferTaken,
} from "../settling/late-store.ts";
import {
  claimPaymentState,
  claimSettlement,
  type OrderRow,
  type PaymentRow,
  RECORDED_STATUSES,
} from "../settling/payment-store.ts";
import { claimUndo } from "../settling/undo-store.ts";
import { claimUnpaidEnd } from "../settling/unpaid-store.ts";

/** The rows that a write is tried on. */
export type Situation = { eventId: number; order: OrderRow; payment: PaymentRow };

/** Every guarded write of the stores, whatever it is meant for: tests let each loose on every combination of states. */
export const GUARDED_WRITES: Record<string, (on: Situation) => Promise<unknown>> = {
  release: ({ eventId, order }) => claimRelease(eventId, order.reservationId),
  extension: ({ eventId, order }) => claimExtension(eventId, order.reservationId, 60),
  sweep: () => claimLapsed(100),
  "order opened": async ({ eventId, order }) => {
    const { updatedAt: judgedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const asked = { gateway: "stripe", methodId: "pm", clientKey: "k", judgedAt, buyerKeys: [] };
    const lines = {
      items: itemsAtFullPrice({ seatIds: [1, 2], unitMinor: [4_500, 4_500] }),
      addOns: [],
      promoRevision: 0,
    };
    const terms = { version: 0, locale: "en" } as const;
    return claimOrder(() => order.number, { ...order, eventId, ...asked, ...lines, terms });
  },
  "attempt opened": async ({ eventId, order, payment }) => {
    const who = { email: "a@b.c", name: "A", phone: null };
    const isOpened = await claimAttempt(order, { gateway: "stripe", methodId: "pm", clientKey: "k", who });
    if (isOpened) await db().payment.deleteMany({ where: { eventId, id: { not: payment.id } } });
  },
  authorized: ({ payment }) =>
    claimSettlement(payment, { status: "AUTHORIZED", gatewayId: "pi_1", methodLabel: null }, undefined),
  captured: ({ payment }) =>
    claimSettlement(payment, { status: "CAPTURED", gatewayId: "pi_1", methodLabel: null }, undefined),
  ...Object.fromEntries(
    RECORDED_STATUSES.map((status) => [
      `moved to ${status}`,
      ({ payment }: Situation) => claimPaymentState(payment, { status }),
    ]),
  ),
  "unpaid end": ({ eventId, order }) => claimUnpaidEnd(eventId, order.reservationId, "unpaid"),
  offer: ({ order }) => claimOffer(order, [3, 4], 900),
  "offer taken": ({ order }) =>
    claimOfferTaken(
      order,
      [3, 4].map((id) => ({ id, section: "Stalls", row: "A", number: String(id) })),
    ),
  "offer ended": ({ order }) => claimOfferEnd(order),
  "money given back": ({ payment }) => claimGiveBack(payment, "no_seats"),
  "money declined": ({ payment }) => claimGiveBack(payment, "buyer_declined"),
  "surplus booked": ({ payment }) => appendSurplusRefund(payment, "pi_1"),
  "money returned": async ({ payment }) => {
    const surplus = await appendSurplusRefund(payment, "pi_1");
    if (surplus?.refund) await claimRefundEnd(surplus.refund, { status: "SUCCEEDED", gatewayId: "re_1" });
  },
  refund: ({ order }) => claimRefund(order, aWish(order)),
  "refund at the gateway": ({ order }) =>
    claimRefund(order, { ...aWish(order), kind: "gateway", amountMinor: order.totalMinor, gatewayId: "re_1" }),
  "refund ended": async ({ eventId, order }) => {
    const { refundId: id } = await claimRefund(order, aWish(order));
    if (id) await claimRefundEnd({ eventId, id, attempt: 1 }, { status: "SUCCEEDED", gatewayId: "re_1" });
  },
  "settlement undone": ({ payment }) => claimUndo(payment, undefined),
  "dispute opened": ({ payment }) => claimDispute(payment, aDispute("open")),
  "dispute won": ({ payment }) => claimDispute(payment, aDispute("won")),
  "dispute lost": ({ payment }) => claimDispute(payment, aDispute("lost")),
};

/** What the gateway says of a dispute about the whole payment. */
export function aDispute(status: GatewayDispute["status"]): GatewayDispute {
  const isWithdrawn = status !== "won";
  return { gatewayId: "dp_1", status, amountMinor: 9_000, isWithdrawn, reason: "fraudulent" };
}

/** Everything back, at the wish of staff. */
export function aWish(order: OrderRow): RefundAsked {
  return {
    kind: "whole",
    numbers: [],
    amountMinor: null,
    reason: "requested",
    byOwner: false,
    actor: "system",
    key: order.number,
    stepMinor: 1,
    gatewayId: null,
  };
}
