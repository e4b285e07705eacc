import { z } from "zod";
import { type DataOf, declareRefusals } from "#lib/platform/http/refusals";

/** What payments refuse. */
export const paymentRefusals = declareRefusals({
  invalid_signature: { status: 400, title: "The signature does not match." },
  payouts_not_offered: {
    status: 409,
    title: "Organizations cannot connect payout accounts of their own here. Buyers pay to the platform.",
  },
  seller_cannot_be_paid: {
    status: 409,
    title: "The organizer cannot take payments at present. Nothing was charged.",
  },
  payment_account_changed: {
    status: 409,
    title: "Payments for this event go to another account by now. Nothing was charged: enter the card again.",
    data: z.object({
      account: z
        .string()
        .nullable()
        .meta({ description: "Where payments go now; null is the platform's own account." }),
    }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof paymentRefusals> {}
}
