import { z } from "zod";
import { ANSWER_PROBLEMS } from "#lib/catalog/questions/judge-answer";
import { buyerFormWire } from "#lib/catalog/questions/question-contract";
import { identityRefusals } from "#lib/identity/refusals";
import { paymentRefusals } from "#lib/payments/refusals";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";
import { pricingRefusals } from "#lib/pricing/refusals";
import { reservationRefusals } from "#lib/reservations/refusals";
import { INVOICE_OBSTACLES } from "./invoicing/obstacle.ts";
import { VOID_OBSTACLES } from "./voiding/void-rules.ts";

/** What orders refuse. */
export const orderRefusals = declareRefusals({
  payment_failed: {
    status: 402,
    title: "The payment was declined.",
    data: z.object({
      reason: z.string().meta({ description: "The gateway's decline code, `card_declined`." }),
      reservation_id: z.string(),
      retry_allowed: z.boolean().meta({ description: "True while the seats are held: try again with another card." }),
    }),
  },
  not_refundable: {
    status: 409,
    title: "This order cannot be refunded.",
    data: z.object({
      reason: z.string(),
      refundable_amount: z.number().optional(),
      tickets: z.array(z.string()).optional().meta({ description: "Those of the tickets that were used at the gate." }),
    }),
  },
  not_reissuable: {
    status: 409,
    title: "This ticket cannot get a new code.",
    data: z.object({
      reason: z.enum(["void", "checked_in", "too_often"]).meta({
        description: "The ticket is void, was used at the gate, or had ninety-nine new codes.",
      }),
    }),
  },
  not_voidable: {
    status: 409,
    title: "These tickets cannot be voided.",
    data: z.object({
      reason: z.enum(VOID_OBSTACLES).meta({
        description:
          "The order is not confirmed, the tickets were paid or are the last of an order that was (`not_free`: refund it), it has no live ticket left; or a ticket is not a live one of the order, or was used at the gate.",
      }),
      tickets: z.array(z.string()).optional().meta({ description: "Those of the tickets that were used at the gate." }),
    }),
  },
  not_invoiceable: {
    status: 409,
    title: "This order cannot be invoiced.",
    data: z.object({
      reason: z.enum(INVOICE_OBSTACLES).meta({
        description:
          "The order is not paid, cost nothing or went back wholly, its details changed five times, or the organizer has not given legal name and address yet (`seller_incomplete`).",
      }),
    }),
  },
  questions_changed: {
    status: 409,
    title: "The event asks its buyers something else by now. Nothing was charged.",
    data: z.object({
      form: buyerFormWire.meta({ description: "What it asks now: show it, keep what was answered, and ask again." }),
    }),
  },
  answers_invalid: {
    status: 422,
    title: "Something that the event asks its buyers is missing or wrong. Nothing was charged.",
    data: z.object({
      fields: z.array(
        z.object({
          path: z.string().meta({ description: "The field of the request; of its list where the entry is missing." }),
          message: z.string(),
          problem: z.enum([...ANSWER_PROBLEMS, "age_unconfirmed"]),
          question_id: z.string().nullable().meta({ description: "Null for names and the age." }),
          seat_id: z.int().nullable(),
          limit: z.int().optional(),
        }),
      ),
    }),
  },
  order_closed: {
    status: 409,
    title: "This order is finished already.",
    data: z.object({ order_id: z.string().optional(), status: z.string().optional() }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof orderRefusals> {}
}

export const refuse = refuseWith(
  orderRefusals,
  identityRefusals,
  paymentRefusals,
  pricingRefusals,
  reservationRefusals,
);
