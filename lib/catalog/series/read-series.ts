import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { ownEvent } from "../organizer-event.ts";
import { refuse } from "../refusals.ts";
import type { SeriesWire } from "./series-contract.ts";
import { findSeriesId, listSeriesRows } from "./series-store.ts";

/** The series of an event: its dates with what became of them. Refuses `not_found` for an event of no series. */
export async function readSeries(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; series: SeriesWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const seriesId = await findSeriesId(eventId);
  if (seriesId === null) return refuse("not_found");
  return { ok: true, series: await seriesOnWire(seriesId, own.row.timeZone) };
}

export async function seriesOnWire(seriesId: string, timeZone: string): Promise<SeriesWire> {
  const rows = await listSeriesRows(seriesId);
  return {
    id: seriesId,
    time_zone: timeZone,
    dates: rows.map(({ startsAt, event, failure }) => ({
      start_time: startsAt.toISOString(),
      event: event && { ...event, status: STATUS[event.status] },
      failure,
    })),
    to_make: rows.filter(({ event, failure }) => !event && !failure).length,
    failed: rows.filter(({ failure }) => failure !== null).length,
  };
}

const STATUS = { DRAFT: "draft", PUBLISHED: "published", CANCELLED: "cancelled" } as const;
