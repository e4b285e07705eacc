import { eventOf } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { raw } from "#lib/platform/db/sql";
import type { HeldBack } from "./admission.ts";
import { PACE } from "./queue-statements.ts";

export type StatusRow = {
  eventId: number;
  phase: "before" | "drawing" | "open" | "closed" | "free";
  isCancelled: boolean;
  isPaused: boolean;
  heldBack: HeldBack | null;
  passSeconds: number;
  opensAt: Date;
  drawnAt: Date | null;
  serving: number;
  lastNumber: number;
  joined: number;
  ratePerMinute: number;
  pacePerSecond: number;
  calledCount: number;
  seedHash: string;
  seed: string | null;
  salt: string | null;
  drawnCount: number;
  readAt: Date;
};

/** The state of the queue of an event; undefined when there is no room or the event is a draft. */
export async function findStatus(eventId: number): Promise<StatusRow | undefined> {
  const [row] = await eventDb(eventId).$queryRaw<StatusRow[]>`
    SELECT w.event_id AS "eventId", w.opens_at AS "opensAt", w.drawn_at AS "drawnAt", w.serving::int, w.last_number::int AS "lastNumber",
      w.rate_per_minute AS "ratePerMinute", ${raw(PACE)} AS "pacePerSecond", w.called_count AS "calledCount",
      w.seed_hash AS "seedHash", w.seed, w.salt, w.drawn_count AS "drawnCount", now()::timestamptz(3) AS "readAt",
      CASE
        WHEN w.closed_at IS NOT NULL OR e.status <> 'PUBLISHED' OR e.sales_end_at <= now() OR w.mode = 'OFF' THEN 'closed'
        WHEN w.queueing_since IS NULL THEN 'free'
        WHEN w.drawn_at IS NOT NULL THEN 'open'
        WHEN w.opens_at > now() THEN 'before'
        ELSE 'drawing' END AS phase,
      e.status = 'CANCELLED' AS "isCancelled", w.paused_at IS NOT NULL OR e.sale_paused_at IS NOT NULL AS "isPaused", w.held_back AS "heldBack", w.claim_seconds AS "passSeconds",
      CASE WHEN w.drawn_at IS NULL
        THEN (SELECT count(*)::int FROM queue_tickets t WHERE t.event_id = w.event_id AND t.called_at IS NULL) ELSE 0 END AS joined
    FROM waiting_rooms w JOIN ${raw(eventOf("w.event_id"))} e ON true WHERE w.event_id = ${eventId}::int AND e.status <> 'DRAFT'`;
  return row;
}

/** The tickets of the draw from the first number to the last, and how many of them are in each stratum. */
export async function listDrawnTickets(eventId: number): Promise<{ ids: string[]; strata: number[] }> {
  const [row] = await eventDb(eventId).$queryRaw<{ ids: string[] | null; strata: number[] }[]>`
    SELECT array_agg(id::text ORDER BY coalesce(stratum, 1), draw_key, id) AS ids,
      ARRAY[count(*) FILTER (WHERE stratum = 0), count(*) FILTER (WHERE coalesce(stratum, 1) = 1), count(*) FILTER (WHERE stratum = 2)]::int[] AS strata
    FROM queue_tickets WHERE event_id = ${eventId}::int AND draw_key IS NOT NULL`;
  return { ids: row?.ids ?? [], strata: row?.strata ?? [] };
}
