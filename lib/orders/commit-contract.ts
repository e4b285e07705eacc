import { z } from "zod";
import { email, text } from "#lib/platform/input";

export const commitBody = z.object({
  /** The gateway's name of the card: `pm_…`. Card numbers never come here. */
  payment_method_id: text(128)
    .pipe(z.string().regex(/^[A-Za-z0-9_-]*$/, "must be a payment method's id"))
    .default(""),
  idempotency_key: text(128).pipe(z.string().min(8, "must have at least 8 characters")),
  billing_details: z.object({
    name: text(120).pipe(z.string().min(1, "must not be empty")),
    email,
    phone: text(32).optional(),
  }),
  promo_code: text(40).optional(),
  locale: z.enum(["en", "es"]).default("en"),
});

export const quoteBody = z.object({ promo_code: text(40).optional() });

export const offerBody = z.object({ accept: z.boolean() });

/** What a committed order looks like on the wire. `qr_code` is the signed text of the ticket. */
export type ConfirmedView = {
  order_id: string;
  status: "confirmed";
  payment: { transaction_id: string | null; amount: number; currency: string; gateway: string; status: string };
  tickets: { ticket_number: string; seat: { section: string; row: string; number: string }; qr_code: string }[];
  confirmed_at: string;
};

/** The buyer's bank wants a word first (`requires_action`), or the gateway still works on it (`processing`). */
export type PendingView = {
  status: "requires_action" | "processing";
  order_id: string;
  client_secret: string | null;
  next_action?: { redirect_url: string };
};
