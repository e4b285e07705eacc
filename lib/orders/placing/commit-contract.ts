import { z } from "zod";
import { termsWire } from "#lib/legal/contract";
import { email, hasCardNumber, text } from "#lib/platform/input";

export const commitBody = z.object({
  /** The gateway's name of the card: `pm_…`. Card numbers never come here. */
  payment_method_id: text(128)
    .pipe(z.string().regex(/^([A-Za-z][A-Za-z0-9_-]*)?$/, "must be a payment method's id"))
    .default("")
    .meta({ description: "The gateway's name of the card, `pm_…`; empty when there is nothing to pay." }),
  payment_account: text(128).nullish().meta({
    description:
      "The connected account for which the card form made the payment method, as the quote names it; null for the platform's own. Where payments go elsewhere by now, nothing is charged.",
  }),
  idempotency_key: text(128)
    .pipe(z.string().min(8, "must have at least 8 characters"))
    .meta({ description: "Yours for this try to pay: the same key never charges twice." }),
  billing_details: z.object({
    name: text(120)
      .pipe(z.string().min(1, "must not be empty"))
      .refine((value) => !hasCardNumber(value), "must not be a card number"),
    email,
    phone: text(32).optional(),
  }),
  promo_code: text(40).optional(),
  locale: z.enum(["en", "es"]).default("en"),
  terms: termsWire.optional().meta({
    description:
      "The terms of sale that the buyer saw and agreed to; the order keeps them. Others in force by now are refused with `terms_changed`. Without this field the order keeps those in force in the `locale`.",
  }),
});

export const quoteBody = z.object({ promo_code: text(40).optional() });

export const offerBody = z.object({ accept: z.boolean() });

/** What a committed order looks like on the wire. `qr_code` is the signed text of the ticket. */
export const confirmedAnswer = z
  .object({
    order_id: z.string(),
    status: z.literal("confirmed"),
    payment: z.object({
      transaction_id: z.string().nullable(),
      amount: z.number(),
      currency: z.string(),
      gateway: z.string(),
      status: z.string(),
    }),
    tickets: z.array(
      z.object({
        ticket_number: z.string(),
        seat: z.object({ section: z.string(), row: z.string(), number: z.string() }),
        qr_code: z.string().meta({ description: "The signed text to draw as a QR code." }),
      }),
    ),
    confirmed_at: z.iso.datetime(),
  })
  .meta({ id: "ConfirmedOrder" });

export type ConfirmedAnswer = z.infer<typeof confirmedAnswer>;

/** The buyer's bank wants a word first (`requires_action`), or the gateway still works on it (`processing`). */
export const pendingAnswer = z
  .object({
    status: z.enum(["requires_action", "processing"]),
    order_id: z.string(),
    client_secret: z.string().nullable(),
    next_action: z.object({ redirect_url: z.string() }).optional(),
  })
  .meta({ id: "PendingOrder" });

export type PendingAnswer = z.infer<typeof pendingAnswer>;

export const quoteAnswer = z
  .object({
    total_price: z.number(),
    discount: z.number(),
    currency: z.string(),
    payment_account: z.string().nullable().meta({
      description:
        "The gateway's connected account to make the payment method for (`stripeAccount` of Stripe.js); null for the platform's own.",
    }),
    is_smallest_charge: z.boolean().meta({
      description: "The code would leave less than can be charged, so it takes off less than it says.",
    }),
  })
  .meta({ id: "Quote" });

export const offerAnswer = z.object({ order_number: z.string(), status: z.string() }).meta({ id: "AnsweredOffer" });
