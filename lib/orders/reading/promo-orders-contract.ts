import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { SHOWN_STATUSES } from "../state.ts";

const lower = SHOWN_STATUSES.map((status) => status.toLowerCase()) as [string, ...string[]];

/** The orders that used a promo code. Browser-safe. */
export const promoOrderList = z
  .object({
    data: z.array(
      z.object({
        order_number: z.string(),
        status: z.enum(lower).meta({ description: "Failed and refunded orders have given their use back." }),
        tickets: z.int().meta({ description: "Tickets that the code reduced." }),
        discount: z.number().meta({ description: "All that was taken off the order." }),
        total_amount: z.number(),
        currency: z.string(),
        created_at: z.iso.datetime(),
      }),
    ),
    meta: pageMeta,
  })
  .meta({ id: "PromoCodeOrders" });
export type PromoOrderList = z.infer<typeof promoOrderList>;
