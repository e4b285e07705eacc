import { eventOf } from "#lib/catalog/event-fragments";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { DbNull, raw } from "#lib/platform/db/sql";
import type { QueueReading } from "#prisma/generated/client";
import type { Forecast, LevelRead, Reading, RoomNow } from "./forecast.ts";
import { COUNT_CHOOSING, isHere } from "./queue-fragments.ts";

/** Whether a queue was read within so many seconds. */
export async function wasReadSince(eventId: number, seconds: number): Promise<boolean> {
  const rows = await eventDb(eventId).$queryRaw<unknown[]>`
    SELECT 1 AS read FROM queue_readings r
    WHERE r.event_id = ${eventId}::int AND r.at > now() - make_interval(secs => ${seconds}::float8) LIMIT 1`;
  return rows.length > 0;
}

type RoomRow = Omit<RoomNow, "atMs" | "stays"> & { at: Date; ended: number; seconds: number };

/** The room as it is now, with what its places were used for so far; undefined without one. */
export async function loadRoomNow(eventId: number): Promise<RoomNow | undefined> {
  const [row] = await eventDb(eventId).$queryRaw<RoomRow[]>`
    SELECT now()::timestamptz(3) AS at, w.serving::int, w.last_number::int AS "lastNumber", w.called_count AS "calledCount",
      t.waiting, l.inside + t.kept AS inside, l.choosing + t.kept AS choosing,
      w.paused_at IS NOT NULL OR e.sale_paused_at IS NOT NULL AS "isPaused", w.places_max AS "placesMax",
      coalesce(w.held_back IN ('stock', 'outage'), false) AS "isHeldBack", w.rate_per_minute * w.rate_share AS "ratePerMinute", w.lease_seconds AS "leaseSeconds", l.ended, l.seconds
    FROM waiting_rooms w JOIN ${raw(eventOf("w.event_id"))} e ON true
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE o.expires_at > now())::int AS inside, count(*) FILTER (WHERE o.expires_at <= now())::int AS ended,
        least(count(*) FILTER (WHERE o.expires_at > now()), ${raw(COUNT_CHOOSING)}(w.event_id))::int AS choosing,
        coalesce(sum(extract(epoch FROM least(o.expires_at, now()) - o.redeemed_at)), 0)::float8 AS seconds
      FROM queue_leases o WHERE o.event_id = w.event_id
    ) l
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE o.called_at IS NULL AND o.sequence IS NOT NULL AND ${raw(isHere("o"))})::int AS waiting,
        count(*) FILTER (WHERE o.redeemed_at IS NULL AND o.called_at > now() - make_interval(secs => w.claim_seconds))::int AS kept
      FROM queue_tickets o WHERE o.event_id = w.event_id
    ) t
    WHERE w.event_id = ${eventId}::int`;
  if (!row) return undefined;
  const { at, ended, seconds, ...room } = row;
  return { ...room, atMs: at.getTime(), stays: { ended, seconds } };
}

/** The latest readings of a queue, in the order of time. */
export async function listReadings(eventId: number, latest: number): Promise<Reading[]> {
  const rows = await eventDb(eventId).queueReading.findMany({
    where: { eventId },
    orderBy: { at: "desc" },
    take: latest,
  });
  return rows.toReversed().map(readingOf);
}

/** The first reading since the queue began: the call measures from there what people take as well. */
export async function findFirstReading(eventId: number): Promise<Reading | undefined> {
  const room = await eventDb(eventId).waitingRoom.findUnique({ where: { eventId }, select: { queueingSince: true } });
  if (!room?.queueingSince) return undefined;
  const row = await eventDb(eventId).queueReading.findFirst({
    where: { eventId, at: { gte: room.queueingSince }, wasEmptied: false },
    orderBy: { at: "asc" },
  });
  return row ? readingOf(row) : undefined;
}

export async function findLatestReading(eventId: number): Promise<Reading | undefined> {
  return (await listReadings(eventId, 1))[0];
}

/** Which sales had a queue last, the latest first. */
export async function listSalesRead(most: number): Promise<number[]> {
  const rows = await globalDb().$queryRaw<{ eventId: number }[]>`
    SELECT r.event_id AS "eventId" FROM queue_readings r GROUP BY r.event_id ORDER BY max(r.at) DESC LIMIT ${most}::int`;
  return rows.map(({ eventId }) => eventId);
}

/** Keeps a reading. Two of one moment are one. */
export async function appendReading(eventId: number, { atMs, forecast, levels, ...reading }: Reading): Promise<void> {
  const row = { ...reading, forecast: forecast ?? DbNull, levels: [...levels] };
  await eventDb(eventId).queueReading.createMany({
    data: [{ ...row, eventId, at: new Date(atMs) }],
    skipDuplicates: true,
  });
}

/** Deletes readings from before so many days. Answers how many. */
export async function deleteOldReadings(days: number): Promise<number> {
  return globalDb().$executeRaw`
    DELETE FROM queue_readings WHERE at < now() - make_interval(days => ${days}::int)`;
}

function readingOf({ at, eventId: _, serving, lastNumber, forecast, levels, ...row }: QueueReading): Reading {
  return {
    ...{ ...row, atMs: at.getTime(), serving: Number(serving), lastNumber: Number(lastNumber) },
    forecast: (forecast ?? undefined) as Forecast | undefined,
    levels: levels as LevelRead[],
  };
}
