import { z } from "zod";

/** What cancelling an event would do now. */
export const cancellationOutlook = z
  .object({
    orders: z.object({
      total: z.int().meta({ description: "Orders that would be given back." }),
      free: z.int().meta({ description: "Those of them that cost nothing." }),
      being_paid: z
        .int()
        .meta({ description: "Orders whose payment would be stopped, or given back if it came through." }),
    }),
    tickets: z.int().meta({ description: "Tickets that would be void." }),
    money: z.object({
      currency: z.string(),
      amount: z.number().meta({ description: "What would go back to buyers." }),
    }),
    holding: z.int().meta({ description: "Buyers whose held seats would be released." }),
    queued: z.int().meta({ description: "Buyers who would leave the queue." }),
    mails: z.int().meta({ description: "At most so many mails; guests without an order get none." }),
  })
  .meta({ id: "CancellationOutlook" });
export type CancellationOutlook = z.infer<typeof cancellationOutlook>;
