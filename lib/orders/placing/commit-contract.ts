import { z } from "zod";
import { buyerFormWire, givenAnswer } from "#lib/catalog/questions/question-contract";
import { termsWire } from "#lib/legal/contract";
import { email, isCardAsPhone, text, typedText, uuid } from "#lib/platform/input";
import { QUANTITY_MAX } from "#lib/pricing/add-ons/add-on-rules";
import { billingBody } from "../invoicing/billing-contract.ts";

const personName = typedText(120).pipe(z.string().min(1, "must not be empty"));

/** Seats with their ticket types, none twice. */
const chosenTickets = z
  .array(
    z.object({
      seat_id: z.int().positive(),
      ticket_type_id: z.uuid().nullable().meta({ description: "Null for full price." }),
    }),
  )
  .max(100)
  .refine(
    (tickets) => new Set(tickets.map((each) => each.seat_id)).size === tickets.length,
    "must not name a seat twice",
  )
  .meta({ description: "The ticket types of seats. A seat that is not named is at full price." });

/** So many of add-ons, none twice. */
const chosenAddOns = z
  .array(z.object({ add_on_id: uuid, quantity: z.int().min(0).max(QUANTITY_MAX) }))
  .max(50)
  .refine((addOns) => new Set(addOns.map((each) => each.add_on_id)).size === addOns.length, "must not name one twice")
  .meta({ description: "What is bought beside tickets. An add-on that is not named is not bought." });

/** The choice of add-ons as use cases take it. */
export function addOnsOf(addOns: z.infer<typeof chosenAddOns> | undefined) {
  return addOns?.map((each) => ({ addOnId: each.add_on_id, quantity: each.quantity }));
}

/** The choice as use cases take it. */
export function ticketsOf(tickets: z.infer<typeof chosenTickets> | undefined) {
  return tickets?.map((each) => ({ seatId: each.seat_id, ticketTypeId: each.ticket_type_id }));
}

/** More cannot be asked of a basket. */
const ANSWERS_MAX = 3_000;

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
    name: personName,
    email,
    phone: text(32)
      .refine((value) => !isCardAsPhone(value), "must not be a card number")
      .optional(),
  }),
  invoice: billingBody.optional().meta({
    description:
      "To whom the order is invoiced, as `PUT …/invoice` takes it; refused before anything is charged. An order of nothing has no invoice.",
  }),
  promo_code: text(40).optional(),
  tickets: chosenTickets.optional(),
  add_ons: chosenAddOns.optional(),
  expected_total: z.number().min(0).optional().meta({
    description:
      "The total that the buyer saw. Another one by now is refused with `price_changed`, and nothing is charged. Without this field the order costs what it costs now.",
  }),
  answers: z.array(givenAnswer).max(ANSWERS_MAX).optional().meta({
    description:
      "To what the event asks its buyers, as the quote's `form` says; kept by the request that opens the order.",
  }),
  holders: z
    .array(z.object({ seat_id: z.int().positive(), name: personName }))
    .max(100)
    .optional()
    .meta({ description: "Who comes with each ticket. A seat that is not named is for the buyer." }),
  confirmed_age: z.int().min(0).max(150).optional().meta({
    description: "The age that everyone has at least, as the buyer confirms; needed where the event has an `age_min`.",
  }),
  shown_form: buyerFormWire.pick({ revision: true, ticket_names: true, age_min: true }).optional().meta({
    description:
      "What the buyer was asked, of the quote's `form`. Something else by now is refused with `questions_changed`.",
  }),
  locale: z.enum(["en", "es"]).default("en"),
  terms: termsWire.optional().meta({
    description:
      "The terms of sale that the buyer saw and agreed to; the order keeps them. Others in force by now are refused with `terms_changed`. Without this field the order keeps those in force in the `locale`.",
  }),
});

type CommitBody = z.output<typeof commitBody>;

/** What was filled in, as use cases take it. */
export function filledFormOf({ answers, holders, confirmed_age: confirmedAge, shown_form: shown }: CommitBody) {
  const named = holders?.map(({ seat_id: seatId, name }) => ({ seatId, name }));
  return { answers, holders: named, confirmedAge, shown };
}

export const quoteBody = z.object({
  promo_code: text(40).optional(),
  tickets: chosenTickets.optional(),
  add_ons: chosenAddOns.optional(),
  locale: z.enum(["en", "es"]).default("en").meta({ description: "The language of the names of add-ons." }),
});

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

export const taxWire = z.object({
  name: z.string(),
  percent: z.number(),
  amount: z.number(),
});

const reductionWire = z.object({
  kind: z.enum(["ticket_type", "group", "code"]),
  name: z.string(),
  amount: z.number(),
});

/** Why a ticket costs what it costs: `list_price` less the reductions, plus taxes that were added. */
export const ticketPriceWire = z.object({
  list_price: z.number().meta({ description: "The all-in price of the seat when it was held." }),
  price: z.number().meta({ description: "What the ticket costs, all in." }),
  fee: z.number().meta({ description: "The part of `price` that is the booking fee." }),
  ticket_type: z.string().nullable().meta({ description: "The name of its ticket type; null at full price." }),
  reductions: z.array(reductionWire),
  taxes: z.array(taxWire),
});

const addOnOfferWire = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  price: z.number().meta({ description: "Of one, all in." }),
  max: z.int().meta({ description: "How many of it this order can have now." }),
  sold_out: z.boolean(),
  per_ticket: z.boolean().meta({ description: "At most one for each ticket." }),
});

export const quoteAnswer = z
  .object({
    total_price: z.number(),
    list_price: z.number().meta({ description: "The same at full price, without taxes that are added." }),
    discount: z.number(),
    currency: z.string(),
    tickets: z.array(ticketPriceWire.extend({ seat_id: z.int(), ticket_type_id: z.string().nullable() })),
    add_ons: z.array(
      z.object({
        add_on_id: z.string(),
        name: z.string(),
        quantity: z.int(),
        price: z.number().meta({ description: "Of all of them, all in." }),
        taxes: z.array(taxWire),
      }),
    ),
    add_ons_offered: z.array(addOnOfferWire).meta({ description: "What can be bought beside the tickets now." }),
    taxes: z.array(taxWire.extend({ net: z.number().meta({ description: "What it is levied on, without any tax." }) })),
    taxes_included: z.boolean().meta({
      description: "Whether the taxes are contained in every price. Otherwise they were added to it last.",
    }),
    payment_account: z.string().nullable().meta({
      description:
        "The gateway's connected account to make the payment method for (`stripeAccount` of Stripe.js); null for the platform's own.",
    }),
    form: buyerFormWire.meta({ description: "What the event asks of its buyers when they pay." }),
    is_smallest_charge: z.boolean().meta({
      description: "The code would leave less than can be charged, so it takes off less than it says.",
    }),
  })
  .meta({ id: "Quote" });

export const offerAnswer = z.object({ order_number: z.string(), status: z.string() }).meta({ id: "AnsweredOffer" });
