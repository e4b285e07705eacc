import { z } from "zod";
import { positiveIntText } from "#lib/platform/input";
import { HELD_BACK } from "./admission.ts";
import { STRATA } from "./lanes.ts";

/** The queue before a sale on the wire. Browser-safe. */

export const queueParams = z.object({ id: positiveIntText });

/**
 * `joined` before the ticket has a number, `waiting` with one, `called` while its pass may be redeemed, `admitted` with a
 * lease, `missed` when the pass was not redeemed in time, `ended` after the lease, `removed` when the organizer emptied the queue.
 */
const TICKET_STATES = ["admitted", "called", "waiting", "joined", "missed", "ended", "removed"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

const time = z.iso.datetime();

/** A place in the queue, shown to its holder only. `number` is null until the draw and never changes while waiting. */
export const queueTicketWire = z.object({
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
export type QueueTicketWire = z.infer<typeof queueTicketWire>;

/** A page that waits says that it is open, with its number once it has one. */
export const presenceBody = z.object({ number: z.int().min(1).optional() });
export const presenceWire = z.object({
  next_seconds: z
    .int()
    .meta({ description: "After how many seconds to say it again: the nearer the turn, the sooner." }),
});

/** The right to hold seats until `expires_at`. Claiming again within that time extends it, up to `ends_at`. */
export const queuePassWire = z.object({
  ticket_id: z.uuid(),
  event_id: z.int(),
  state: z.literal("admitted"),
  expires_at: time,
  ends_at: time,
  heartbeat_seconds: z.int(),
  is_asked_for: z.boolean().meta({
    description:
      "Whether seats are held with time inside alone. False while an automatic waiting room lets everyone in: then `ends_at` bounds nothing.",
  }),
});
export type QueuePassWire = z.infer<typeof queuePassWire>;

/** `free`: everyone who comes is let in, until as many are inside as there are places. */
const PHASES = ["before", "drawing", "open", "closed", "free"] as const;

/** How the queue will move, from how it moved in the last minutes. */
const queueForecast = z.object({
  steady_per_minute: z.number().meta({
    description:
      "How many people a minute are called once the free places are taken; until then as many as the rate allows.",
  }),
  spread: z.number().meta({ description: "How far the pace varies from one wait to the next, as a share of it." }),
  free_places: z.int(),
  inside: z.int().meta({ description: "Who is inside or on the way in." }),
  choosing: z.int().meta({ description: "Who is inside or on the way in and has chosen no seats yet." }),
  waiting_share: z.number().meta({
    description: "Of the numbers that were not called yet, the part whose holders still wait, from 0 to 1.",
  }),
});

/** What is left of a price level. */
const queueLevel = z.object({
  price_level_id: z.int(),
  available_seats: z.int(),
  seats_per_person: z.number().meta({
    description: "How many seats of this level someone who is let in takes on average, as measured by now.",
  }),
});

/**
 * The state of the queue, the same for all readers. Number n is called once `serving_position` reaches n.
 * `pace_per_minute` is the measured rate of recent calls, null until enough were called to measure it; so is the forecast.
 */
export const queueStatusWire = z.object({
  event_id: z.int(),
  phase: z.enum(PHASES),
  /** Then the queue is closed for good, and nothing is for sale. */
  is_cancelled: z.boolean(),
  /** The organizer has stopped calling people for a while, or has paused the sale; places are kept. */
  is_paused: z.boolean(),
  /** Why fewer people are let in than its rate: no free seats for more, a slow checkout, or an outage. */
  held_back: z.enum(HELD_BACK).nullable(),
  /** How long the place of someone who is called is kept. */
  pass_seconds: z.int(),
  opens_at: time,
  serving_position: z.int(),
  /** The last number given out. */
  last_position: z.int(),
  waiting: z.int(),
  rate_per_minute: z.int(),
  pace_per_minute: z.number().nullable(),
  forecast: queueForecast.nullable(),
  available_seats: z.int(),
  levels: z.array(queueLevel),
  /** Lets anyone check the draw: the seed's hash from the beginning, the seed and the salt after the draw. */
  draw: z.object({
    seed_hash: z.string(),
    seed: z.string().nullable(),
    salt: z.string().nullable(),
    drawn_at: time.nullable(),
    tickets: z.int(),
  }),
  updated_at: time,
});
export type QueueStatusWire = z.infer<typeof queueStatusWire>;

/**
 * The inputs of the draw and its result: the tickets' ids from the first number to the last. Within each stratum they follow their keys: first the
 * quota of members where there is one, then everyone, last those who behave like scripts.
 */
export const queueDrawWire = z.object({
  event_id: z.int(),
  seed_hash: z.string(),
  seed: z.string(),
  salt: z.string(),
  drawn_at: time,
  strata: z.array(z.object({ name: z.enum(STRATA), tickets: z.int() })),
  tickets: z.array(z.uuid()),
});
export type QueueDrawWire = z.infer<typeof queueDrawWire>;

/** The place in the queue that a refusal carries. Seconds are null until the pace is known. */
export const queuePlace = z.object({
  state: z.enum(TICKET_STATES),
  queue_position: z.int().nullable(),
  estimated_wait_seconds: z.number().nullable(),
  estimated_wait: z.object({ from_seconds: z.number(), to_seconds: z.number() }).nullable(),
});
export type QueuePlace = z.infer<typeof queuePlace>;
