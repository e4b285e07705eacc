import { z } from "zod";
import { parsePublicId } from "#lib/platform/ids";
import { positiveInt, positiveIntText, text, uuid } from "#lib/platform/input";

/** More seats than any event's limit is no reservation but an attack; the event's own limit is checked after. */
const SEATS_MAX = 100;

const seatIds = z
  .array(positiveInt)
  .min(1)
  .max(SEATS_MAX)
  .refine((ids) => new Set(ids).size === ids.length, "must not name a seat twice");

export const holdBody = z
  .object({
    client_reservation_id: uuid.meta({
      format: "uuid",
      description: "Your own name of this reservation; new for each.",
    }),
    seat_ids: seatIds
      .optional()
      .meta({ description: "Distinct, at most the event's limit. Or give `best_available`." }),
    best_available: z
      .object({
        quantity: z.int().min(1).max(SEATS_MAX),
        price_level: positiveInt.optional(),
        section: z.int().min(0).max(10_000).optional(),
        accessible: z.boolean().optional().meta({ description: "With a wheelchair place among them." }),
      })
      .optional(),
    ttl_seconds: z
      .int()
      .min(1)
      .max(86_400)
      .optional()
      .meta({ description: "300 to 900; clamped to these and to the event's own time." }),
  })
  .refine((body) => (body.seat_ids === undefined) !== (body.best_available === undefined), {
    path: ["seat_ids"],
    message: "give either seat_ids or best_available",
  });

export const extendBody = z.object({ additional_seconds: z.int().min(1).max(3_600) });

export const eventParams = z.object({ id: positiveIntText.meta({ description: "The event.", examples: [12] }) });

/** `12-0192f0c1-…` → its event and id. */
export const reservationParams = z.object({
  id: text(64)
    .transform((value, context) => {
      const parsed = parsePublicId(value);
      if (parsed) return parsed;
      context.addIssue("must be a reservation id");
      return z.NEVER;
    })
    .meta({ description: "The reservation.", examples: ["12-0192f0c1-5b7e-7d6a-9c3f-2a1b0c9d8e7f"] }),
});

export const bestAvailableQuery = z.object({
  quantity: positiveIntText.pipe(z.int().min(1).max(SEATS_MAX)),
  price_level: positiveIntText.optional(),
  section: z
    .string()
    .regex(/^\d{1,4}$/, "must be a section's number")
    .transform(Number)
    .optional(),
  accessible: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
});

/** A place as buyers read it. `price` is all-in, a decimal in the major unit. */
const seatWire = z
  .object({ id: z.int(), section: z.string(), row: z.string(), number: z.string(), price: z.number() })
  .meta({ id: "Seat", description: "A place with its all-in price. `row` is empty in a standing area." });

export type SeatWire = z.infer<typeof seatWire>;

/** A reservation on the wire. */
export const reservationWire = z
  .object({
    reservation_id: z.string(),
    event_id: z.int(),
    status: z.enum(["held", "paying", "confirmed", "expired", "cancelled"]),
    seats: z.array(seatWire),
    total_price: z.number().meta({
      description:
        "The list prices together. What is charged, with added taxes and reductions, is what the quote answers.",
    }),
    currency: z.string(),
    expires_at: z.iso.datetime(),
    created_at: z.iso.datetime(),
    extensions_remaining: z.int(),
  })
  .meta({ id: "Reservation" });

export type ReservationWire = z.infer<typeof reservationWire>;

export const extensionAnswer = z
  .object({ reservation_id: z.string(), expires_at: z.iso.datetime(), extensions_remaining: z.int() })
  .meta({ id: "Extension" });

export const bestAvailableAnswer = z
  .object({
    seats: z.array(seatWire),
    tier: z.int().min(0).max(5).meta({ description: "How well they sit together: 0 is side by side in one row." }),
    why: z.string(),
    total_price: z.number().meta({
      description:
        "The list prices together. What is charged, with added taxes and reductions, is what the quote answers.",
    }),
    currency: z.string(),
  })
  .meta({ id: "BestAvailable" });
