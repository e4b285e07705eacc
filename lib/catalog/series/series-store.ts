import { appendAudit } from "#lib/audit/append-audit";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { appendManyFacts } from "#lib/platform/outbox/append-fact";
import { lockEvent } from "../event-fragments.ts";
import type { OwnEvent } from "../organizer-event.ts";
import { EVENT_COLUMNS, EVENT_TABLES, type EventRow, IS_STOPPED } from "../store.ts";
import type { SeriesFailure } from "./series-contract.ts";

/** When something takes place in a hall. */
export type HallTime = { id: number; title: string; startsAt: Date; endsAt: Date; seriesId: string | null };

/** What of the organization takes place in an event's hall within a time, drafts too. The event itself is among it. */
export async function listHallTimes(
  { organizationId, venueId, layoutHash }: OwnEvent["row"],
  { from, until }: { from: Date; until: Date },
): Promise<HallTime[]> {
  return globalDb().$queryRaw<HallTime[]>`
    SELECT e.id, e.title, e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.series_id::text AS "seriesId" FROM events e
    WHERE e.organization_id = ${organizationId}::uuid AND e.venue_id = ${venueId}::int AND e.status <> 'CANCELLED'
      AND e.starts_at < ${until} AND e.ends_at > ${from}
      AND (e.layout_hash = ${layoutHash} OR e.layout_hash IN (
        SELECT v.layout_hash FROM hall_versions v WHERE v.hall_id IN (SELECT w.hall_id FROM hall_versions w WHERE w.layout_hash = ${layoutHash})))
    ORDER BY e.starts_at, e.id`;
}

export async function findSeriesId(eventId: number): Promise<string | null> {
  const row = await globalDb().event.findUnique({ where: { id: eventId }, select: { seriesId: true } });
  return row?.seriesId ?? null;
}

/** The series of an event, and where it stands in it. */
export async function findSeriesPlace(eventId: number): Promise<{ seriesId: string | null; startsAt: Date }> {
  return globalDb().event.findUniqueOrThrow({ where: { id: eventId }, select: { seriesId: true, startsAt: true } });
}

/** The dates of a series that are to be made. */
export async function listWaitingDates(seriesId: string): Promise<Date[]> {
  const where = { seriesId, eventId: null, failure: null };
  return (await globalDb().seriesDate.findMany({ where, select: { startsAt: true } })).map(({ startsAt }) => startsAt);
}

type NewDates = {
  startsAt: readonly Date[];
  isPublished: boolean;
  by: { userId: string; actor: string };
};

/**
 * Wants dates of an event, in its series or in a new one, with the audit entry and a fact for each date, by which it is made (series-maker.ts). A date
 * that the series has stays as it is; one that failed, or whose event was deleted or moved away, is wanted again.
 */
export async function claimSeriesDates(own: OwnEvent, { startsAt, isPublished, by }: NewDates): Promise<string> {
  const { id, organizationId, startsAt: ownStart } = own.row;
  return inTransaction(globalDb(), async (tx) => {
    await lockEvent(tx, id);
    const known = await tx.event.findUniqueOrThrow({ where: { id }, select: { seriesId: true } });
    const seriesId = known.seriesId ?? uuidv7();
    if (known.seriesId === null) {
      await tx.eventSeries.create({ data: { id: seriesId, organizationId } });
      await tx.$executeRaw`UPDATE events SET series_id = ${seriesId}::uuid WHERE id = ${id}::int`;
      const source = { seriesId, startsAt: ownStart, sourceId: id, eventId: id, isPublished: false };
      await tx.seriesDate.create({ data: { ...source, askedBy: by.userId } });
    }
    const wanted = await tx.$queryRaw<{ startsAt: Date }[]>`
      INSERT INTO series_dates AS d (series_id, starts_at, source_id, is_published, asked_by)
      SELECT ${seriesId}::uuid, w.at, ${id}::int, ${isPublished}, ${by.userId}::uuid FROM unnest(${[...startsAt]}::timestamptz[]) AS w(at)
      ON CONFLICT (series_id, starts_at) DO UPDATE SET event_id = NULL, failure = NULL, source_id = excluded.source_id,
        is_published = excluded.is_published, asked_by = excluded.asked_by, asked_at = clock_timestamp()
      WHERE d.failure IS NOT NULL OR (d.event_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM events e WHERE e.id = d.event_id AND e.starts_at = d.starts_at))
      RETURNING d.starts_at AS "startsAt"`;
    await appendManyFacts(
      tx,
      id,
      wanted.map(({ startsAt: at }) => dateWanted(seriesId, at)),
    );
    await appendAudit(tx, {
      ...{
        actor: by.actor,
        action: "event.add_dates",
        subject: String(id),
        outcome: "ok",
        organizationId,
        eventId: id,
      },
      detail: { series: seriesId, dates: startsAt.map((date) => date.toISOString()), published: isPublished },
    });
    return seriesId;
  });
}

const dateWanted = (seriesId: string, at: Date) => ({
  type: "series.date_wanted",
  // Of one subject the facts come one after another; dates do not wait for each other.
  subject: `${seriesId} ${at.toISOString()}`,
  payload: { series_id: seriesId, starts_at: at.toISOString() },
});

export type DateToMake = {
  seriesId: string;
  startsAt: Date;
  sourceId: number;
  isPublished: boolean;
  askedBy: string;
  askedAt: Date;
};

/** A date that is to be made; null where it is made, failed, or is no longer wanted. */
export async function findDateToMake(seriesId: string, startsAt: Date): Promise<DateToMake | null> {
  return globalDb().seriesDate.findFirst({ where: { seriesId, startsAt, eventId: null, failure: null } });
}

/** Dates that are to be made and were asked for before a moment, the first asked for first. */
export async function listDatesToMake({ before, limit }: { before: Date; limit: number }): Promise<DateToMake[]> {
  return globalDb().seriesDate.findMany({
    where: { eventId: null, failure: null, askedAt: { lt: before } },
    orderBy: [{ askedAt: "asc" }, { startsAt: "asc" }],
    take: limit,
  });
}

/** Writes what became of a date; of two who made the same one the second changes nothing. */
export async function claimDateMade(
  { seriesId, startsAt, askedAt }: DateToMake,
  made: { eventId: number } | { failure: SeriesFailure },
): Promise<void> {
  await globalDb().seriesDate.updateMany({
    where: { seriesId, startsAt, askedAt, eventId: null, failure: null },
    data: made,
  });
}

export type SeriesRow = {
  startsAt: Date;
  failure: SeriesFailure | null;
  event: { id: number; slug: string; title: string; status: "DRAFT" | "PUBLISHED" | "CANCELLED" } | null;
};

/** A series' events by their dates of now, and the dates that were not made yet or failed. */
export async function listSeriesRows(seriesId: string): Promise<SeriesRow[]> {
  const select = { id: true, slug: true, title: true, status: true, startsAt: true } as const;
  const [events, dates] = await Promise.all([
    globalDb().event.findMany({ where: { seriesId }, select, orderBy: [{ startsAt: "asc" }, { id: "asc" }] }),
    globalDb().seriesDate.findMany({ where: { seriesId, eventId: null } }),
  ]);
  const made = events.map(({ startsAt, ...event }) => ({ startsAt, failure: null, event }));
  const open = dates.map(({ startsAt, failure }) => ({
    startsAt,
    failure: failure as SeriesFailure | null,
    event: null,
  }));
  return [...made, ...open].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** The events of a series from a date on that are not cancelled, by date. */
export async function listFollowing(seriesId: string, from: Date): Promise<{ id: number; startsAt: Date }[]> {
  return globalDb().event.findMany({
    where: { seriesId, startsAt: { gte: from }, status: { not: "CANCELLED" } },
    select: { id: true, startsAt: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
}

/** The events of a series that people see and that are not over, by date. */
export async function listPublicDates(seriesId: string, limit: number): Promise<EventRow[]> {
  return globalDb().$queryRaw<EventRow[]>`
    SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES}
    WHERE e.series_id = ${seriesId}::uuid AND e.status = 'PUBLISHED' AND e.ends_at > now() AND NOT ${IS_STOPPED}
    ORDER BY e.starts_at, e.id LIMIT ${limit}::int`;
}
