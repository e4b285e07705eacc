import { z } from "zod";
import { changeWire } from "#lib/catalog/answer-contract";
import { QUESTION_KINDS } from "#lib/catalog/questions/question-contract";
import { termsWire } from "#lib/legal/contract";
import { sellerWire } from "#lib/organizations/seller";
import { positiveIntText, text, uuid } from "#lib/platform/input";
import { WORSE_REASONS } from "#lib/seating/hall-change/worse-seats";
import { taxWire, ticketPriceWire } from "../placing/commit-contract.ts";
import { refundWire } from "../refunding/refund-contract.ts";
import { type OrderStatus, SHOWN_STATUSES, type ShownStatus, shownStatus } from "../state.ts";

/** What the API takes and answers about orders. A list shows of each order a part of its one wire shape. */

export const orderParams = z.object({
  number: text(40).meta({ description: "The order's number.", examples: ["ORD-2026-C-7K3M2Q"] }),
});

/** The key of the link in an order's mail, which opens this one order without signing in. */
export const orderQuery = z.object({
  key: text(200).optional().meta({ description: "The key of the link in the order's mail." }),
});

/** Each status as the wire spells it. A paid order is `confirmed`, as in the answer that pays for it. */
const WIRE_STATES = {
  PENDING: "pending",
  PAID: "confirmed",
  PARTIALLY_REFUNDED: "partially_refunded",
  REFUNDED: "refunded",
  FAILED: "failed",
  PARTIALLY_VOIDED: "partially_voided",
  VOIDED: "voided",
} as const satisfies Record<ShownStatus, string>;
type OrderState = (typeof WIRE_STATES)[ShownStatus];
export const ORDER_STATES = Object.values(WIRE_STATES);

/** Version 1.0.0 wrote `paid`; it is still understood. */
const ASKED_STATES = [...ORDER_STATES, "paid"] as const;

/** Why an order may need a person: its payment, or an open dispute. */
export const TROUBLES = ["payment", "dispute"] as const;
export type Trouble = (typeof TROUBLES)[number];

export const ordersQuery = z.object({
  organization_id: uuid
    .optional()
    .meta({ description: "Orders that this organization took, for its staff; without it, your own." }),
  event_id: positiveIntText.optional(),
  status: z
    .enum(ASKED_STATES, `must be one of ${ORDER_STATES.join(", ")}`)
    .optional()
    .meta({ description: "`paid` is the former name of `confirmed`." }),
  trouble: z.enum(TROUBLES).optional().meta({
    description:
      "For staff: orders that may need a person. `payment`: one of its payments has had no outcome for a quarter of an hour, or brought money that the order does not take. `dispute`: a dispute is open.",
  }),
  q: text(120).optional().meta({ description: "For staff: an order's number, or the beginning of a name or mail." }),
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});
export type OrdersQuery = z.output<typeof ordersQuery>;

const amount = z.number().meta({ description: "In the major unit of `currency`." });
const seat = z.object({
  ...{ section: z.string(), row: z.string(), number: z.string() },
  at_table: z.boolean().meta({ description: "Whether `row` is the name of a table." }),
});
const status = z.enum(ORDER_STATES).meta({
  description: "`voided` and `partially_voided` are `refunded` and `partially_refunded` of an order that cost nothing.",
});
const orderedEvent = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  date: z.iso.datetime(),
  venue: z.object({ name: z.string(), city: z.string(), time_zone: z.string() }),
  is_cancelled: z.boolean(),
  change: changeWire.nullable().meta({ description: "What changed last since the order was made." }),
});
const buyerWire = z.object({ name: z.string(), email: z.string() }).meta({ description: "For staff." });

export const orderWire = z
  .object({
    order_number: z.string(),
    status,
    failure_reason: z.string().nullable(),
    event: orderedEvent,
    seller: z.string().meta({ description: "The name of the organization that sold it." }),
    seller_details: sellerWire.meta({ description: "Who sold it, as its buyer reads it." }),
    items: z.array(ticketPriceWire.omit({ fee: true }).extend({ seat, price_level: z.string() })),
    add_ons: z.array(
      z.object({
        ...{ add_on_id: z.string(), name: z.string(), quantity: z.int(), price: amount },
        returned: z.int().meta({ description: "How many of them the order has no more, while it has tickets." }),
        returned_amount: amount.meta({ description: "The part of `price` that went back for those." }),
      }),
    ),
    taxes: z.array(taxWire),
    taxes_included: z.boolean().meta({
      description: "Whether the taxes are contained in every price. Otherwise they were added to it.",
    }),
    tickets: z.array(
      z.object({
        ticket_number: z.string(),
        seat,
        price_level: z.string(),
        price: amount,
        status: z.enum(["live", "void"]),
        holder_name: z.string(),
        qr_code: z
          .string()
          .optional()
          .meta({ description: "The signed text to draw as a QR code; of live tickets, for the owner alone." }),
      }),
    ),
    answers: z
      .array(
        z.object({
          seat: seat.nullable().meta({ description: "Of the ticket that it was asked for; null for the order." }),
          kind: z.enum(QUESTION_KINDS),
          question: z.string().meta({ description: "As it was asked." }),
          answers: z.array(z.string()).meta({ description: "One, or each choice of several." }),
        }),
      )
      .meta({ description: "What the buyer answered to the event's questions." }),
    confirmed_age: z.int().nullable().meta({ description: "The age that the buyer confirmed for everyone who comes." }),
    total_amount: amount,
    discount: amount.meta({ description: "All reductions; of orders from before items kept them, the promo code's." }),
    refunded_amount: amount,
    currency: z.string(),
    refundable_until: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Until when the owner may give tickets back; null: only when the event is cancelled." }),
    worse_seats: z.array(z.object({ seat, reasons: z.array(z.enum(WORSE_REASONS)) })).meta({
      description: "Seats that a changed hall made worse since they were chosen: `refundable_until` counts that in.",
    }),
    terms: termsWire
      .extend({ url: z.url().meta({ description: "The page that shows this version." }) })
      .nullable()
      .meta({ description: "The terms of sale that the buyer agreed to; null for orders from before this was kept." }),
    payment: z
      .object({
        gateway: z.string(),
        transaction_id: z.string().nullable(),
        method: z.string().nullable(),
        status: z.enum(["under_way", "succeeded", "refunded", "disputed"]),
        amount,
      })
      .nullable(),
    refunds: z.array(refundWire),
    disputes: z
      .array(
        z.object({
          dispute_id: z.string(),
          status: z.enum(["open", "won", "lost"]),
          amount,
          withdrawn: z.boolean().meta({ description: "The gateway has taken the amount back, for now or for good." }),
          reason: z.string().meta({ description: "The bank's word for it.", examples: ["fraudulent"] }),
          evidence_due_at: z.iso.datetime().nullable(),
          opened_at: z.iso.datetime(),
          closed_at: z.iso.datetime().nullable(),
        }),
      )
      .meta({ description: "What the buyer's bank took back or asked about; `won` is in the organizer's favour." }),
    buyer: buyerWire.optional(),
    created_at: z.iso.datetime(),
    paid_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Order" });
export type OrderWire = z.infer<typeof orderWire>;

export const orderLineWire = orderWire
  .pick({
    order_number: true,
    status: true,
    event: true,
    total_amount: true,
    currency: true,
    buyer: true,
    created_at: true,
  })
  .extend({ seat_count: z.int() })
  .meta({ id: "OrderSummary" });
export type OrderLineWire = z.infer<typeof orderLineWire>;

export const ordersAnswer = z
  .object({
    data: z.array(orderLineWire),
    meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
  })
  .meta({ id: "OrderList" });
export type OrdersAnswer = z.infer<typeof ordersAnswer>;

/** An order's status as the wire spells it. */
export function stateOf(order: { status: OrderStatus; totalMinor: number }): OrderState {
  return WIRE_STATES[shownStatus(order)];
}

/** The status that a client asks for. */
export function statusOf(asked: (typeof ASKED_STATES)[number]): ShownStatus | undefined {
  return asked === "paid" ? "PAID" : SHOWN_STATUSES.find((status) => WIRE_STATES[status] === asked);
}
