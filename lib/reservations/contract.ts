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
    client_reservation_id: uuid,
    seat_ids: seatIds.optional(),
    best_available: z
      .object({
        quantity: z.int().min(1).max(SEATS_MAX),
        price_level: positiveInt.optional(),
        section: z.int().min(0).max(10_000).optional(),
        accessible: z.boolean().optional(),
      })
      .optional(),
    ttl_seconds: z.int().min(1).max(86_400).optional(),
  })
  .refine((body) => (body.seat_ids === undefined) !== (body.best_available === undefined), {
    path: ["seat_ids"],
    message: "give either seat_ids or best_available",
  });

export const extendBody = z.object({ additional_seconds: z.int().min(1).max(3_600) });

export const eventParams = z.object({ id: positiveIntText });

/** `12-0192f0c1-…` → its event and id. */
export const reservationParams = z.object({
  id: text(64).transform((value, context) => {
    const parsed = parsePublicId(value);
    if (parsed) return parsed;
    context.addIssue("must be a reservation id");
    return z.NEVER;
  }),
});

export const bestAvailableQuery = z.object({
  quantity: positiveIntText.pipe(z.int().max(SEATS_MAX)),
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
export type SeatView = { id: number; section: string; row: string; number: string; price: number };

/** A reservation on the wire. */
export type ReservationView = {
  reservation_id: string;
  event_id: number;
  status: "held" | "paying" | "confirmed" | "expired" | "cancelled";
  seats: SeatView[];
  total_price: number;
  currency: string;
  expires_at: string;
  created_at: string;
  extensions_remaining: number;
};
