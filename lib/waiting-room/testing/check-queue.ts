import { db } from "#lib/platform/db/db";
import { faultsOfDraw } from "../draw.ts";
import { readDraw } from "../read-status.ts";

/**
 * INV-9 of an event's queue as sentences, none when all is well. Read in one statement right after a step, while the room's rate and places
 * are what they were from the beginning: only then is capacity that lies idle a fault.
 */
export async function brokenQueueInvariants(eventId: number): Promise<string[]> {
  const [row] = await db().$queryRawUnsafe<Counts[]>(COUNTS, eventId);
  if (!row) return ["the waiting room is gone"];
  const used = row.inside + row.passes;
  const broken: string[] = [];
  if (row.overtaken > 0)
    broken.push(`${row.overtaken} who never missed a call wait, and someone behind them was called`);
  if (row.unknown > 0) broken.push(`${row.unknown} numbers were never given out`);
  if (row.homeless > 0) broken.push(`${row.homeless} are inside and redeemed no pass`);
  if (used > row.places) broken.push(`${used} of ${row.places} places are taken`);
  // The bucket holds two seconds at the beginning; a call more is the fraction that has been there already.
  const most = Math.max(1, (row.ratePerMinute * (row.seconds + 2)) / 60) + 1;
  if (row.called > most) broken.push(`${row.called} were called in ${row.seconds} s, ${Math.floor(most)} at most`);
  const isIdle = row.waiting > 0 && used < row.places && row.tokens >= 1 && !row.isHeldBack;
  if (isIdle) broken.push(`${row.waiting} wait while ${row.places - used} places are free`);
  return broken.map((fault) => `INV-9: ${fault}`);
}

/** INV-9 of the draw: it can be recomputed by anyone, and the first numbers are its order. */
export async function brokenDraw(eventId: number): Promise<string[]> {
  const draw = await readDraw(eventId);
  if (!draw) return ["INV-9: nothing was drawn"];
  const { seed, salt, strata, tickets: ticketIds, seed_hash: seedHash } = draw;
  const faults = faultsOfDraw({ eventId, seedHash, seed, salt, strata, ticketIds });
  const rows = await db().queueTicket.findMany({ where: { eventId }, select: { id: true, sequence: true } });
  const numbers = new Map(rows.map(({ id, sequence }) => [id, sequence === null ? undefined : Number(sequence)]));
  const isOff = (id: string, place: number) => numbers.get(id) !== undefined && numbers.get(id) !== place + 1;
  if (ticketIds.some(isOff)) faults.push("the numbers are not those of the draw");
  return faults.map((fault) => `INV-9: ${fault}`);
}

type Counts = {
  places: number;
  ratePerMinute: number;
  tokens: number;
  /** By a pause, or because no seats are free for more people. */
  isHeldBack: boolean;
  seconds: number;
  called: number;
  overtaken: number;
  unknown: number;
  homeless: number;
  inside: number;
  passes: number;
  waiting: number;
};

const COUNTS = `
SELECT w.places_max AS places, w.rate_per_minute AS "ratePerMinute", w.tokens, w.paused_at IS NOT NULL OR w.held_back IS NOT NULL AS "isHeldBack", w.called_count AS called,
  extract(epoch FROM now() - w.drawn_at)::float8 AS seconds, t.overtaken, t.unknown, t.passes, t.waiting, l.inside, l.homeless
FROM waiting_rooms w
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE q.called_at IS NULL AND q.missed = 0 AND q.sequence <= w.serving)::int AS overtaken,
    count(*) FILTER (WHERE q.sequence > w.last_number)::int AS unknown,
    count(*) FILTER (WHERE q.redeemed_at IS NULL AND q.called_at > now() - make_interval(secs => w.claim_seconds))::int AS passes,
    count(*) FILTER (WHERE q.called_at IS NULL AND q.sequence IS NOT NULL)::int AS waiting
  FROM queue_tickets q WHERE q.event_id = w.event_id
) t
CROSS JOIN LATERAL (
  SELECT count(*)::int AS inside, count(*) FILTER (WHERE q.redeemed_at IS NULL)::int AS homeless
  FROM queue_leases o JOIN queue_tickets q ON q.event_id = o.event_id AND q.id = o.ticket_id
  WHERE o.event_id = w.event_id AND o.expires_at > now()
) l
WHERE w.event_id = $1::int`;
