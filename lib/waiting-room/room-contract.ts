import { z } from "zod";

/** A sale's waiting room as its organizer sets it. Browser-safe. */

export const ROOM_DEFAULTS = {
  ratePerMinute: 120,
  places: 500,
  passSeconds: 120,
  leaseSeconds: 900,
  membersFirst: 0,
} as const;
export const RATE_MAX = 100_000;
export const PLACES_MAX = 100_000;
/** Two minutes at least: whoever is called may be in another tab or on the stairs. */
export const PASS_SECONDS = { min: 120, max: 600 } as const;
export const LEASE_SECONDS = { min: 300, max: 3_600 } as const;

/** An automatic room lets everyone in again when nobody has waited and at most this share of its places was taken for so long. */
export const CALM_SHARE = 0.75;
export const CALM_SECONDS = 120;

export const ROOM_MODES = ["off", "always", "automatic"] as const;
export type RoomModeWire = (typeof ROOM_MODES)[number];
export const ROOM_STATES = ["off", "before", "open", "closed", "free"] as const;

const seconds = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max).optional();

export const roomBody = z
  .strictObject({
    mode: z.enum(ROOM_MODES).optional().meta({
      description:
        "`always`, the default of a sale without one: everyone waits. `automatic`: everyone is let in until as many people are inside as there are `places`; then those who come wait, until nobody has waited and at most three quarters of the places were taken for two minutes. `off`: nobody waits.",
    }),
    opens_at: z.iso.datetime({ offset: true }).nullable().optional().meta({
      description:
        "When the order is drawn and people are let in; null for the start of the sale. Left out, it stays as it is. Only a waiting room that is there `always` draws at another time than the start.",
    }),
    rate_per_minute: z.int().min(1).max(RATE_MAX).optional().meta({
      description: "How many people are let in in a minute: 120 unless it is set.",
    }),
    places: z.int().min(1).max(PLACES_MAX).optional().meta({
      description: "How many people are inside at once: 500 unless it is set.",
    }),
    pass_seconds: seconds(PASS_SECONDS).meta({
      description: "How long a place is kept for someone who is called: 120 unless it is set.",
    }),
    lease_seconds: seconds(LEASE_SECONDS).meta({
      description: "How long someone may stay inside: 900 unless it is set. It counts for those inside as well.",
    }),
    members_first: z.int().min(0).max(PLACES_MAX).optional().meta({
      description:
        "How many numbers at the front are drawn among people with access to a presale or an allocation of the event who joined before the draw; more of them than that draw with everyone. 0 unless it is set; fixed once the order is drawn.",
    }),
    is_paused: z.boolean().optional().meta({
      description: "While true, nobody is called. Those inside stay, and everyone keeps their place.",
    }),
  })
  .meta({ id: "WaitingRoomSettings" });
export type RoomBody = z.output<typeof roomBody>;

/** What the audit log writes of a waiting room, besides each admission. */
export const ROOM_CHANGES = [
  ...(["open", "change", "pause", "resume", "empty", "close", "begin_queue", "end_queue"] as const),
] as const;

/** A line of the log about a waiting room: what changed, from and to, by the names of the API. */
export type RoomChange = {
  id: string;
  at: string;
  actor: string;
  actorName: string | null;
  action: string;
  from: Record<string, string | number | boolean | null>;
  to: Record<string, string | number | boolean | null>;
  /** How many lost their place by it. */
  people: number | null;
};

export const emptiedWire = z.object({ removed: z.int() });

export const roomWire = z
  .object({
    state: z.enum(ROOM_STATES).meta({
      description:
        "`off`: it has none; `before`: people join, the order is not drawn yet; `open`: people are let in; `free`: an automatic one that lets everyone in now; `closed`: for good.",
    }),
    mode: z.enum(ROOM_MODES),
    is_paused: z.boolean(),
    queueing_since: z.iso.datetime().nullable().meta({ description: "Since when those who come wait." }),
    opens_at: z.iso.datetime().nullable(),
    rate_per_minute: z.int().nullable(),
    places: z.int().nullable(),
    pass_seconds: z.int().nullable(),
    lease_seconds: z.int().nullable(),
    members_first: z.int().nullable(),
    people: z.object({
      inside: z.int(),
      called: z.int().meta({ description: "Who may come in and has not yet." }),
      waiting: z.int(),
    }),
  })
  .meta({ id: "WaitingRoomOfSale" });
export type RoomWire = z.infer<typeof roomWire>;
