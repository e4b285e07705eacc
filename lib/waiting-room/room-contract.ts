import { z } from "zod";

/** A sale's waiting room as its organizer sets it. Browser-safe. */

export const ROOM_DEFAULTS = { ratePerMinute: 120, places: 500 } as const;
export const RATE_MAX = 100_000;
export const PLACES_MAX = 100_000;

export const ROOM_STATES = ["off", "before", "open", "closed"] as const;

export const roomBody = z
  .strictObject({
    opens_at: z.iso.datetime({ offset: true }).nullable().default(null).meta({
      description: "When the order is drawn and people are let in; null for the start of the sale.",
    }),
    rate_per_minute: z.int().min(1).max(RATE_MAX).default(ROOM_DEFAULTS.ratePerMinute).meta({
      description: "How many people are let in in a minute.",
    }),
    places: z.int().min(1).max(PLACES_MAX).default(ROOM_DEFAULTS.places).meta({
      description: "How many people are inside at once.",
    }),
  })
  .meta({ id: "WaitingRoomSettings" });
export type RoomBody = z.output<typeof roomBody>;

export const roomWire = z
  .object({
    state: z.enum(ROOM_STATES).meta({
      description:
        "`off`: it never had one; `before`: people join, the order is not drawn yet; `open`: people are let in; `closed`: for good.",
    }),
    opens_at: z.iso.datetime().nullable(),
    rate_per_minute: z.int().nullable(),
    places: z.int().nullable(),
  })
  .meta({ id: "WaitingRoomOfSale" });
export type RoomWire = z.infer<typeof roomWire>;
