import { z } from "zod";
import { positiveIntText } from "#lib/platform/input";

/** The line before a sale on the wire. Browser-safe. */

export const queueParams = z.object({ id: positiveIntText });

/**
 * `joined` before it has a number, `waiting` with one, `called` while the place is kept for it, `admitted` with a lease,
 * `missed` when nobody came in time, `ended` after the lease.
 */
const TICKET_STATES = ["admitted", "called", "waiting", "joined", "missed", "ended"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

const time = z.iso.datetime();

/** A place in the line, for its holder alone. `number` is null until the draw; it never changes while one waits. */
export const queueTicketView = z.object({
  id: z.uuid(),
  event_id: z.int(),
  state: z.enum(TICKET_STATES),
  number: z.int().nullable(),
  joined_at: time,
  /** Until when the place is kept, while `called`. */
  claim_until: time.nullable(),
  /** Until when seats may be held, while `admitted`. */
  lease_until: time.nullable(),
});
export type QueueTicketView = z.infer<typeof queueTicketView>;

/** Leave to hold seats until `expires_at`. Claiming again within that time moves it, up to `ends_at`. */
export const queuePassView = z.object({
  ticket_id: z.uuid(),
  event_id: z.int(),
  state: z.literal("admitted"),
  expires_at: time,
  ends_at: time,
  heartbeat_seconds: z.int(),
});
export type QueuePassView = z.infer<typeof queuePassView>;

const PHASES = ["before", "drawing", "open", "closed"] as const;

/**
 * Where the line stands, the same for everybody. Who has number n is called once `serving_position` reaches n.
 * `pace_per_minute` is how many were really called of late; null until that can be told.
 */
export const queueStatusView = z.object({
  event_id: z.int(),
  phase: z.enum(PHASES),
  opens_at: time,
  serving_position: z.int(),
  /** The last number given out. */
  last_position: z.int(),
  waiting: z.int(),
  rate_per_minute: z.int(),
  pace_per_minute: z.number().nullable(),
  available_seats: z.int(),
  /** What the draw can be checked with: the seed's hash from the beginning, the seed and the salt once it is drawn. */
  draw: z.object({
    seed_hash: z.string(),
    seed: z.string().nullable(),
    salt: z.string().nullable(),
    drawn_at: time.nullable(),
    tickets: z.int(),
  }),
  updated_at: time,
});
export type QueueStatusView = z.infer<typeof queueStatusView>;

/** What the draw was made of and what came out: the tickets' ids from the first number to the last. */
export const queueDrawView = z.object({
  event_id: z.int(),
  seed_hash: z.string(),
  seed: z.string(),
  salt: z.string(),
  drawn_at: time,
  tickets: z.array(z.uuid()),
});
export type QueueDrawView = z.infer<typeof queueDrawView>;

/** What a refusal says to somebody who waits. Seconds are null until the pace is known. */
export type QueuePlace = {
  state: TicketState;
  queue_position: number | null;
  estimated_wait_seconds: number | null;
  estimated_wait: { from_seconds: number; to_seconds: number } | null;
};
