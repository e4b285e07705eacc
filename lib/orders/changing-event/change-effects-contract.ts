import { z } from "zod";
import { CHANGED_PARTS } from "#lib/catalog/event-move";

/** What a change of an event would cause. */
export const eventChangeEffects = z
  .object({
    parts: z.array(z.enum(CHANGED_PARTS)).meta({ description: "What holders of tickets would hear of." }),
    orders: z.int().meta({ description: "How many orders would get a mail." }),
    tickets: z.int(),
    refundable_until: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Until when they could give their tickets back for it; null where it is no reason to." }),
    taken_off_sale: z.boolean().meta({ description: "The seats would be copied again, off sale for a moment." }),
    draw: z
      .object({ from: z.iso.datetime(), to: z.iso.datetime() })
      .nullable()
      .meta({ description: "When the waiting room draws its order, before and after; null where that stays." }),
  })
  .meta({ id: "EventChangeEffects" });
export type EventChangeEffects = z.infer<typeof eventChangeEffects>;
